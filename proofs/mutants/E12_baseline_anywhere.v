(* MUTANT of claim E12: E12_noisy_run_is_box_run with one change: a baseline outside the range of the rewards.
   This file must NOT compile.  Expected error, inside the proof: "This proof is focused". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Sequential
  theorems.ClippedStep theorems.KLRate theorems.FlooredRun theorems.FloorStep
  theorems.FloorRate.
From SeeUPO Require Import theorems.ClipNoise.
Open Scope R_scope.

Section Mutant.
Variable G : game.
Variables c least most : R.
Hypothesis G_ok : wellFormed G.
Hypothesis coin : endsWithCoin G c least most.
Hypothesis loud : 2 * (most - least) < c.

Theorem E12_noisy_run_is_box_run_mutant : forall low high U baseline pol,
  0 < low < 1 -> 0 < high -> movesFreely low high U ->
  (forall p h, isPolicy G p -> least - 1 <= baseline p h <= most) ->
  clippedRun G low high U baseline pol ->
  clippedRun G low high (boxRegion low high) baseline pol.
Proof.
  intros low high U baseline pol Hl Hh HU Hb [P0 [F0 Sw]].
  assert (Keep : forall k, isPolicy G (pol k) /\ positiveAtDecisions G (pol k) /\
    clippedSweep G low high (boxRegion low high) baseline (pol k) (pol (S k))).
  { assert (Step : forall k, isPolicy G (pol k) -> positiveAtDecisions G (pol k) ->
      isPolicy G (pol (S k)) /\
      clippedSweep G low high (boxRegion low high) baseline (pol k) (pol (S k))).
    { intros k Pk Fk.
      assert (Pn : isPolicy G (pol (S k)))
        by (apply (noisy_sweep_keeps G G_ok low high U baseline (pol k)); auto).
      split; [exact Pn|]. apply (E12_clip_is_box G c least most G_ok coin loud low high U); auto. }
    induction k as [|k [I1 [I2 I3]]].
    - split; [exact P0|]. split; [exact F0|]. apply Step; assumption.
    - destruct (sweep_keeps G low high (boxRegion low high) baseline G_ok Hl
        (box_keeps_floor low high Hl) (pol k) (pol (S k)) I1 I2 I3) as [J1 [J2 _]].
      split; [exact J1|]. split; [exact J2|]. apply Step; assumption. }
  split; [exact P0|]. split; [exact F0|]. intros k. apply Keep.
Qed.

End Mutant.
