(* MUTANT of claim A1: A1_advantage_decomposition with one change: the chance terms are left out.
   This file must NOT compile.  Expected error, inside the proof: "Found no subterm matching". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Advantage.
Open Scope R_scope.

Theorem A1_advantage_decomposition_mutant : forall G pol n h path,
  reaches G n h path ->
  reward G path - value G pol n h =
  pathSum (decisionTerm G pol) 0 n path.
Proof.
  intros G pol n h path Hr.
  pose proof (advantages_telescope G pol n h path 0 Hr) as T.
  rewrite Nat.add_0_r in T. unfold value at 1 in T. simpl in T. rewrite T.
  rewrite <- pathSum_add. apply pathSum_ext. intros j h' a.
  unfold decisionTerm, chanceTerm. destruct (chance G h'); lra.
Qed.
