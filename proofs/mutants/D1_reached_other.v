(* MUTANT of claim D1: D1_reverse_reached_only with one change: the conclusion for histories that the new policy reaches.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Improvement.
Open Scope R_scope.

Theorem D1_reverse_reached_only_mutant : forall G old new,
  wellFormed G -> isPolicy G old ->
  (forall n h, node G (S n) h -> reachedBy G old h ->
     mean (moves G h) (old h) (actionValue G new n h)
     <= mean (moves G h) (new h) (actionValue G new n h)) ->
  forall n h, node G n h -> reachedBy G new h ->
  value G old n h <= value G new n h.
Proof.
  intros G old new HG Ho Hstep n. induction n as [|n IH]; intros h Hn Hr.
  - unfold value. simpl. lra.
  - rewrite !value_step. eapply Rle_trans; [|exact (Hstep n h Hn Hr)].
    apply mean_le_support; [apply (policy_dist G old n h HG Ho Hn)|].
    intros a Ha Hpos. apply IH; [apply node_child; assumption|].
    simpl. auto.
Qed.
