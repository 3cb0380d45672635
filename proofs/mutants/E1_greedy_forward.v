(* MUTANT of claim E1: E1_greedy_sweep with one change: one FORWARD sweep.
   This file must NOT compile.  Expected error, inside the proof: "Found no subterm matching". *)
From Coq Require Import Reals List Lra Lia FunctionalExtensionality.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Optimality.
Open Scope R_scope.

Theorem E1_greedy_sweep_mutant : forall G old n h,
  wellFormed G -> isPolicy G old -> node G n h ->
  value G (forwardSweep G (greedyRule G) old) n h = optimalValue G n h.
Proof.
  intros G old n h HG Ho Hn.
  apply E1_one_reverse_sweep_reaches_optimum; [exact HG| |exact Hn].
  clear n h Hn. intros n h Hn. rewrite (reverse_sweep_step G _ old n h Hn).
  apply (greedy_is_argmax G n); try assumption. exact (Ho n h Hn).
Qed.
