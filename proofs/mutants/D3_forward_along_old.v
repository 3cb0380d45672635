(* MUTANT of claim D3: D3_forward_gain with one change: the drifts are added up along the OLD policy's paths.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Improvement.
Open Scope R_scope.

Theorem D3_forward_gain_mutant : forall G old new D,
  wellFormed G -> isPolicy G new ->
  (forall n h, node G (S n) h ->
     value G old (S n) h + D n h
     <= mean (moves G h) (new h) (actionValue G old n h)) ->
  forall n h, node G n h ->
  value G old n h + along G old D n h <= value G new n h.
Proof.
  intros G old new D HG Hnew Hstep n. induction n as [|n IH]; intros h Hn.
  - unfold value. simpl. lra.
  - pose proof (Hstep n h Hn) as Hgain. rewrite (value_step G new). cbn [along].
    assert (mean (moves G h) (new h) (fun a => actionValue G old n h a + along G old D n (a :: h))
            <= mean (moves G h) (new h) (actionValue G new n h)).
    { apply mean_le; [apply (policy_dist G new n h HG Hnew Hn)|].
      intros a Ha. apply IH. apply node_child; assumption. }
    rewrite mean_add in H. lra.
Qed.
