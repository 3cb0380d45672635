(* MUTANT of claim A1: A1_paper_setting with one change: chance is excluded at the root instead of below it.
   This file must NOT compile.  Expected error, inside the proof: "No primitive equality found.". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Advantage.
Open Scope R_scope.

Theorem A1_paper_setting_mutant : forall G pol n s0 path,
  (forall h, h = [] -> chance G h = None) ->
  reaches G n [s0] path ->
  reward G path - value G pol n [s0] = pathSum (decisionTerm G pol) 0 n path.
Proof.
  intros G pol n s0 path Hc Hr.
  rewrite (A1_advantage_decomposition G pol n [s0] path Hr).
  assert (Z : forall m k p, length p = (m + 1)%nat ->
              pathSum (chanceTerm G pol) k m p = 0).
  { induction m as [|m IH]; intros k p Hl; simpl; [reflexivity|].
    destruct p as [|a p]; [reflexivity|]. simpl in Hl.
    rewrite IH by lia. unfold chanceTerm. rewrite Hc; [lra|].
    destruct p; [simpl in Hl; lia|discriminate]. }
  rewrite (Z n 0%nat path); [lra|]. rewrite (reaches_length _ _ _ _ Hr). simpl. lia.
Qed.
