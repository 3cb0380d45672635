(* MUTANT of claim D1: D1_forward_reached_only with one change: the conclusion for histories that the old policy reaches.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Improvement.
Open Scope R_scope.

Theorem D1_forward_reached_only_mutant : forall G old new,
  wellFormed G -> isPolicy G new ->
  (forall n h, node G (S n) h -> reachedBy G new h ->
     value G old (S n) h <= mean (moves G h) (new h) (actionValue G old n h)) ->
  forall n h, node G n h -> reachedBy G old h ->
  value G old n h <= value G new n h.
Proof.
  intros G old new HG Hnew Hstep n. induction n as [|n IH]; intros h Hn Hr.
  - unfold value. simpl. lra.
  - rewrite (value_step G new). eapply Rle_trans; [exact (Hstep n h Hn Hr)|].
    apply mean_le_support; [apply (policy_dist G new n h HG Hnew Hn)|].
    intros a Ha Hpos. apply IH; [apply node_child; assumption|].
    simpl. auto.
Qed.
