(* MUTANT of claim E11: E11_noisy_clip_is_late with one change: a coin of half the size.
   This file must NOT compile.  Expected error, inside the proof: "No applicable tactic". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange definitions.StopOrGo.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.KLRate
  theorems.FlooredRun theorems.FloorStep theorems.ClipNoise theorems.StopOrGo.
From SeeUPO Require Import theorems.DepthCost.
Open Scope R_scope.

Theorem E11_noisy_clip_is_late_mutant : forall r c low high p0 turns a m d U baseline pol n k,
  0 < r < 1 -> 1 < c -> 0 < low < 1 -> 0 < high -> turningPoint low high <= r ->
  (0 < d)%nat -> (1 + high) ^ m * (1 - low) ^ d <= 1 -> (1 + high) ^ a * p0 < 1 - r ->
  movesFreely low high U ->
  (forall p h, isPolicy (stopOrGo r c turns) p -> 0 <= baseline p h <= 1) ->
  clippedRun (stopOrGo r c turns) low high U baseline pol ->
  (forall i, (i < turns)%nat -> pol 0%nat (live turns (S i)) 0%nat <= p0) ->
  turns = S n -> (k <= lateFor a m d n)%nat ->
  r ^ turns <= shortfall (stopOrGo r c turns) (pol k).
Proof.
  intros r c low high p0 turns a m d U baseline pol n k Hr Hc Hl Hh Ht Hd Slow Small HU Hb Run St Et Hk.
  apply (E11_box_is_late r c low high p0 turns a m d pol baseline) with (n := n); try assumption.
  apply (E12_noisy_run_is_box_run (stopOrGo r c turns) c 0 1 (game_ok r c turns)
    (coin_at_the_end r c turns Hr) ltac:(lra) low high U); assumption.
Qed.
