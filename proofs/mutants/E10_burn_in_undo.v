(* MUTANT of claim E10: E10_burn_in with one change: [undo] sweeps of growth need not make good one at the floor.
   This file must NOT compile.  Expected error, inside the proof: "No such assumption". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.SweepsByTurns theorems.Clip theorems.KLRate theorems.BoxConvergence
  theorems.FlooredRun theorems.FloorStep.
From SeeUPO Require Import theorems.FloorRate.
Open Scope R_scope.

Theorem E10_burn_in_mutant : forall G low high U baseline pol p0 gap range turns half undo settle,
  wellFormed G -> 0 < low < 1 -> 0 < high -> keepsFloor low high U ->
  clippedRun G low high U baseline pol ->
  rateConstants G p0 gap range turns (pol 0%nat) ->
  turningPoint low high <= (1 + high) ^ half * p0 -> 1 <= (1 + high) ^ undo ->
  (1 - low) ^ settle <= turningPoint low high -> range * (1 - low) ^ settle < gap ->
  (0 < undo)%nat ->
  let K := ((half + settle) * ((1 + undo) ^ turns - 1) / undo - settle)%nat in
  forall k, (K <= k)%nat -> shortfall G (pol k) <= range * (1 - low) ^ (k - K).
Proof.
  intros G low high U baseline pol p0 gap range turns half undo settle HG Hl Hh HU Run Cs
    H1 H2 H3 H4 Hu K.
  assert (E : K = rateFrom (fun A => half + undo * A)%nat settle turns).
  { unfold K, rateFrom. f_equal. symmetry.
    pose proof (linear_burn_in half undo settle turns) as C.
    apply Nat.div_unique_exact; [lia|]. rewrite Nat.mul_sub_distr_l. lia. }
  rewrite E. apply (E10_rate G low high U baseline pol p0 gap range); try assumption.
  apply linear_counts; assumption.
Qed.
