(* MUTANT of claim D1: D1_exact_clipped_sweep_improves with one change: the clip range may be negative.
   This file must NOT compile.  Expected error, inside the proof: "No product even". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Improvement
  theorems.Clip.
From SeeUPO Require Import theorems.ClippedStep.
Open Scope R_scope.

Theorem D1_exact_clipped_sweep_improves_mutant : forall G eps old new,
  wellFormed G -> isPolicy G old -> -1 <= eps ->
  exactClippedSweep G eps old new ->
  isPolicy G new /\ covers G old new /\
  forall n h, node G n h -> value G old n h <= value G new n h.
Proof.
  intros G eps old new HG Ho He Hs.
  assert (Hnew : isPolicy G new).
  { intros n h Hn. specialize (Hs n h Hn). specialize (Ho n h Hn).
    unfold admissible in *. destruct (chance G h).
    - intros a Ha. rewrite (Hs a Ha). apply Ho, Ha.
    - apply (proj1 Hs). }
  assert (Hc : covers G old new).
  { intros n h a Hn Ha Z. specialize (Hs n h Hn). destruct (chance G h).
    - rewrite (Hs a Ha). exact Z.
    - apply (proj1 Hs); assumption. }
  split; [exact Hnew|]. split; [exact Hc|].
  apply (D12_no_history_loses G eps); try assumption.
  intros n h Hn. pose proof (policy_dist G old n h HG Ho Hn) as Hd.
  specialize (Hs n h Hn). destruct (chance G h).
  - apply Req_le. apply mean_ext. intros a Ha. rewrite (Hs a Ha). reflexivity.
  - apply (proj2 Hs). split; [exact Hd|]. trivial.
Qed.
