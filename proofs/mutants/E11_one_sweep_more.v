(* MUTANT of claim E11: E11_two_to_the_turns with one change: one sweep more.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange definitions.StopOrGo.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.KLRate
  theorems.FlooredRun theorems.FloorStep theorems.ClipNoise theorems.StopOrGo.
From SeeUPO Require Import theorems.DepthCost.
Open Scope R_scope.

Theorem E11_two_to_the_turns_mutant : forall turns eps c U baseline pol,
  let G := stopOrGo (lineRatio turns) c turns in
  (0 < turns)%nat -> 0 < eps < 1 ->
  (U = boxRegion eps eps \/
   2 < c /\ (U = floorRegion eps \/ U = coveredDist) /\
   forall p h, isPolicy G p -> 0 <= baseline p h <= 1) ->
  clippedRun G eps eps U baseline pol -> pol 0%nat = goes turns (lineStart turns) ->
  forall k, (k <= 2 ^ turns)%nat -> 1 / 2 <= shortfall G (pol k).
Proof.
  intros turns eps c U baseline pol G Ht He HU Run Start k Hk. set (r := lineRatio turns) in *.
  destruct (half_of_the_line turns Ht) as [Hr Half]. fold (lineRatio turns) in Hr, Half. fold r in Hr, Half.
  assert (T1 : 1 <= INR turns) by (change 1 with (INR 1); apply le_INR; lia).
  assert (P : 0 < lineStart turns) by (apply Rinv_0_lt_compat; lra).
  assert (E : 1 - r = 2 * lineStart turns) by (unfold r, lineRatio, lineStart; field; lra).
  assert (Tp : turningPoint eps eps <= r) by (unfold turningPoint; replace (eps / (eps + eps)) with (1 / 2) by (field; lra); lra).
  assert (Hn : exists n, turns = S n) by (exists (turns - 1)%nat; lia). destruct Hn as [n En].
  assert (Hk' : (k <= lateFor 1 1 1 n)%nat) by (rewrite late_doubles, <- En; exact Hk).
  assert (St : forall i, (i < turns)%nat -> pol 0%nat (live turns (S i)) 0%nat <= lineStart turns)
    by (intros i Hi; rewrite Start, goes_live by exact Hi; simpl; lra).
  assert (Sl : (1 + eps) ^ 1 * (1 - eps) ^ 1 <= 1) by nra.
  assert (Sm : (1 + eps) ^ 1 * lineStart turns < 1 - r) by (rewrite E; simpl; nra).
  eapply Rle_trans; [exact Half|]. destruct HU as [->|[Hc [HU Hb]]].
  - apply (E11_box_is_late r c eps eps (lineStart turns) turns 1 1 1 pol baseline) with (n := n);
      try assumption; try lra; lia.
  - apply (E11_noisy_clip_is_late r c eps eps (lineStart turns) turns 1 1 1 U baseline) with (n := n);
      try assumption; try lra; try lia.
    destruct HU as [->| ->]; [apply floor_moves_freely|apply cover_moves_freely]; exact He.
Qed.
