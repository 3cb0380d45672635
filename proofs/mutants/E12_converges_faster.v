(* MUTANT of claim E12: E12_noisy_clip_converges with one change: faster than the floor allows.
   This file must NOT compile.  Expected error, inside the proof: "unify". *)
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

Theorem E12_noisy_clip_converges_mutant : forall low high baseline pol,
  0 < low < 1 -> 0 < high ->
  (forall p h, isPolicy G p -> least <= baseline p h <= most) ->
  clippedRun G low high coveredDist baseline pol ->
  Un_cv (fun k => expectedReturn G (pol k)) (optimalReturn G) /\
  exists K C, forall k, (K <= k)%nat -> shortfall G (pol k) <= C * (1 - 2 * low) ^ (k - K).
Proof.
  intros low high baseline pol Hl Hh Hb Run.
  pose proof (E12_noisy_run_is_box_run G c least most G_ok coin loud low high coveredDist baseline pol Hl Hh
    (cover_moves_freely low high Hl) Hb Run) as Box.
  split; [apply (E10_converges G low high (boxRegion low high) baseline); try assumption;
    apply box_keeps_floor, Hl|].
  destruct (E10_rate_everywhere G low high (boxRegion low high) baseline pol G_ok Hl Hh
    (box_keeps_floor low high Hl) Box) as [K [C H]].
  exists K, C. intros k Hk. apply (H k (horizon G) [] Hk (node_root G)).
Qed.

End Mutant.
