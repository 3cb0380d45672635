(* MUTANT of claim E10: E10_rate with one change: the rate is promised [settle] sweeps earlier.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.SweepsByTurns theorems.Clip theorems.KLRate theorems.BoxConvergence
  theorems.FlooredRun theorems.FloorStep.
From SeeUPO Require Import theorems.FloorRate.
Open Scope R_scope.

Theorem E10_rate_mutant : forall G low high U baseline pol p0 gap range turns regain settle,
  wellFormed G -> 0 < low < 1 -> 0 < high -> keepsFloor low high U ->
  clippedRun G low high U baseline pol ->
  rateConstants G p0 gap range turns (pol 0%nat) ->
  sweepCounts low high p0 gap range regain settle ->
  let K := (rateFrom regain settle turns - settle)%nat in
  forall k, (K <= k)%nat -> shortfall G (pol k) <= range * (1 - low) ^ (k - K).
Proof.
  intros G low high U baseline pol p0 gap range turns regain settle HG Hl Hh HU Run
    [H1 [H2 [H3 H4]]] Counts.
  apply (floored_run_rate G low high p0 gap range pol regain settle); try assumption.
  apply (clipped_run_is_floored G low high U baseline); assumption.
Qed.
