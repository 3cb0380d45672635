(** Closed instances of the rate: a run that attains it, and the run of BoxRun.v
    on the game of ThreeLevel.v. *)
From Coq Require Import Reals List QArith Qreals Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.Rational definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.SweepsByTurns theorems.KLRate theorems.FlooredRun theorems.FloorStep
  theorems.FloorRate.
From SeeUPO Require Import instances.ThreeLevel instances.Identities instances.Improvement
  instances.Optimality instances.BoxRun.
Open Scope R_scope.

(** ** One decision; move 0 pays 1, move 1 pays 0 *)

Definition oneDecision : game := Game 1 (fun _ => [0; 1]%nat) (fun _ => None)
  (fun path => match path with O :: _ => 1 | _ => 0 end).

(** The floor keeps (1 - low)^k of the bad move's weight. *)
Definition fadingRun (low : R) (k : nat) : policy := fun _ a =>
  match a with O => 1 - (1 - low) ^ k / 2 | _ => (1 - low) ^ k / 2 end.

Definition zeroBaseline : policy -> history -> R := fun _ _ => 0.

Lemma one_decision_ok : wellFormed oneDecision.
Proof.
  intros n h Hn. simpl. split; [discriminate|]. split; [|exact I].
  repeat constructor; simpl; intuition discriminate.
Qed.

Lemma only_node : forall n h, node oneDecision (S n) h -> n = 0%nat /\ h = [].
Proof.
  intros n h [E _]. simpl in E. destruct h; [split; [lia|reflexivity]|simpl in E; lia].
Qed.

Lemma fading : forall low k, 0 < low < 1 -> 0 < (1 - low) ^ k <= 1.
Proof.
  intros low k Hl. split; [apply pow_lt; lra|]. apply (pow_shrinks (1 - low) 0 k); [lra|lia].
Qed.

Lemma fading_swept : forall low high k, 0 < low < 1 -> 0 < high ->
  clippedSweep oneDecision low high (floorRegion low) zeroBaseline
    (fadingRun low k) (fadingRun low (S k)).
Proof.
  intros low high k Hl Hh n h Hn. destruct (only_node n h Hn) as [-> ->]. simpl chance. cbv iota.
  exists (fadingRun low (S k)), 1. split; [intros n' h' _; right; reflexivity|]. split; [lra|].
  pose proof (fading low k Hl) as P. set (x := (1 - low) ^ k) in *.
  assert (O0 : fadingRun low k [] 0%nat = 1 - x / 2) by reflexivity.
  assert (O1 : fadingRun low k [] 1%nat = x / 2) by reflexivity.
  assert (N0 : fadingRun low (S k) [] 0%nat = 1 - (1 - low) * x / 2) by reflexivity.
  assert (N1 : fadingRun low (S k) [] 1%nat = (1 - low) * x / 2) by reflexivity.
  change (moves oneDecision []) with [0; 1]%nat. split.
  - split; [split|].
    + intros a [<-|[<-|[]]]; [rewrite N0|rewrite N1]; nra.
    + simpl. fold x. lra.
    + intros a [<-|[<-|[]]]; [rewrite N0, O0|rewrite N1, O1]; nra.
  - intros q [[Hq Sq] Fl]. simpl in Sq.
    pose proof (Fl 1%nat (or_intror (or_introl eq_refl))) as F1. rewrite O1 in F1.
    rewrite !range_closed_form; try lra;
      try (intros a [<-|[<-|[]]]; [rewrite O0|rewrite O1]; lra).
    change (moves oneDecision []) with [0; 1]%nat. cbn [sum].
    unfold contributionIn, positivePart, negativePart. cbn [expect suffixRatio]. unfold zeroBaseline.
    change (reward oneDecision [0%nat]) with 1. change (reward oneDecision [1%nat]) with 0.
    unfold ClippedStep.posPart, ClippedStep.negPart. rewrite O0, O1, N0, N1.
    rewrite (Rmax_right 0 (1 * (1 * (1 - 0)))), (Rmax_left 0 (- (1 * (1 * (1 - 0))))),
      (Rmax_left 0 (1 * (1 * (0 - 0)))), (Rmax_left 0 (- (1 * (1 * (0 - 0))))) by lra.
    assert (M : Rmin (q 0%nat) ((1 + high) * (1 - x / 2))
      <= Rmin (1 - (1 - low) * x / 2) ((1 + high) * (1 - x / 2)))
      by (apply Rle_min_compat_r; lra). lra.
Qed.

Lemma fading_run : forall low high, 0 < low < 1 -> 0 < high ->
  clippedRun oneDecision low high (floorRegion low) zeroBaseline (fadingRun low).
Proof.
  intros low high Hl Hh. split; [|split].
  - intros n h Hn. split; [intros a [<-|[<-|[]]]; simpl; lra|simpl; lra].
  - intros n h a _ _ [<-|[<-|[]]]; simpl; lra.
  - intros k. apply fading_swept; assumption.
Qed.

Lemma fading_shortfall : forall low k, shortfall oneDecision (fadingRun low k) = (1 - low) ^ k / 2.
Proof.
  intros low k. unfold shortfall, optimalReturn, expectedReturn, value. simpl. unfold mean. simpl.
  rewrite Rmax_left by lra. lra.
Qed.

Lemma one_decision_constants : rateConstants oneDecision (1 / 2) 1 1 1 (fadingRun (1 / 5) 0).
Proof.
  split; [|split; [|split; [lra|simpl; tauto]]].
  - intros n h a Hn _ [<-|[<-|[]]]; simpl; lra.
  - intros n h a Hn _ Ha. destruct (only_node n h Hn) as [-> ->]. simpl. rewrite Rmax_left by lra.
    destruct Ha as [<-|[<-|[]]]; (split; [lra|intros N; lra]).
Qed.

(** The theorem promises (4/5)^k from the first sweep on; the run has half of it. *)
Example E10_burn_in_instance : forall k,
  shortfall oneDecision (fadingRun (1 / 5) k) <= 1 * (1 - 1 / 5) ^ (k - 0) /\
  shortfall oneDecision (fadingRun (1 / 5) k) = (1 - 1 / 5) ^ k / 2.
Proof.
  intros k. split; [|apply fading_shortfall].
  apply (E10_burn_in oneDecision (1 / 5) (1 / 5) (floorRegion (1 / 5)) zeroBaseline
    (fadingRun (1 / 5)) (1 / 2) 1 1 1 0 2 4);
    try lra; try lia; unfold turningPoint; try (simpl; lra).
  - exact one_decision_ok.
  - apply floor_keeps_floor. lra.
  - apply fading_run; lra.
  - exact one_decision_constants.
  - simpl. lia.
Qed.

Example E10_rate_instance : forall k,
  shortfall oneDecision (fadingRun (1 / 5) k) <= 1 * (1 - 1 / 5) ^ (k - 0).
Proof.
  intros k.
  apply (E10_rate oneDecision (1 / 5) (1 / 5) (floorRegion (1 / 5)) zeroBaseline
    (fadingRun (1 / 5)) (1 / 2) 1 1 1 (fun A => 0 + 2 * A)%nat 4);
    try lra; try (simpl; lia).
  - exact one_decision_ok.
  - apply floor_keeps_floor. lra.
  - apply fading_run; lra.
  - exact one_decision_constants.
  - apply linear_counts; unfold turningPoint; simpl; lra.
  - unfold rateFrom. simpl. lia.
Qed.

(** No faster: the bound below is attained with equality. *)
Example E10_no_faster_instance : forall k,
  (1 - 1 / 5) ^ k * (fadingRun (1 / 5) 0 [] 1%nat
    * (optimalReturn oneDecision - optimalValue oneDecision 0 [1%nat]))
  <= shortfall oneDecision (fadingRun (1 / 5) k) /\
  shortfall oneDecision (fadingRun (1 / 5) k) = (1 - 1 / 5) ^ k * (1 / 2 * 1).
Proof.
  intros k. split.
  - apply (E10_no_faster oneDecision (1 / 5) (1 / 5) (fadingRun (1 / 5)) 0 1);
      [exact one_decision_ok|lra| |reflexivity|reflexivity|simpl; auto].
    apply (clipped_run_is_floored oneDecision (1 / 5) (1 / 5) (floorRegion (1 / 5)) zeroBaseline);
      [exact one_decision_ok|lra|lra|apply floor_keeps_floor; lra|apply fading_run; lra].
  - rewrite fading_shortfall. lra.
Qed.

(** ** The game of ThreeLevel.v: a chance root and two turns *)

Lemma box_run_is_clipped :
  clippedRun G3 (Q2R eps3) (Q2R eps3) (boxRegion (Q2R eps3) (Q2R eps3)) zeroBaseline boxRun.
Proof.
  assert (Pos : forall k, positiveAtDecisions G3 (boxRun k)).
  { induction k as [|k IH]; intros n h a Hn Hc Ha; [exact (old3_full n h a Hn Ha)|].
    destruct (box_run_sweeps k) as [_ Sw]. pose proof (Sw n h Hn) as S0. rewrite Hc in S0.
    destruct S0 as [[_ B] _]. pose proof (B a Ha). pose proof (IH n h a Hn Hc Ha).
    rewrite eps3_value in *. lra. }
  split; [exact old3_ok|]. split; [apply (Pos 0%nat)|]. intros k.
  destruct (box_run_sweeps k) as [P Sw]. destruct (box_run_sweeps (S k)) as [P' _].
  apply box_sweep_is_clipped; try assumption; [exact game3_ok|rewrite eps3_value; lra|apply Pos].
Qed.

Lemma eps3_in_range : 0 < Q2R eps3 < 1.
Proof. rewrite eps3_value. lra. Qed.

Example E10_converges_instance :
  Un_cv (fun k => expectedReturn G3 (boxRun k)) (7 / 3) /\
  exists K C, forall k n h, (K <= k)%nat -> node G3 n h ->
    optimalValue G3 n h - value G3 (boxRun k) n h <= C * (1 - Q2R eps3) ^ (k - K).
Proof.
  pose proof eps3_in_range as He. split.
  - rewrite <- J_star.
    apply (E10_converges G3 (Q2R eps3) (Q2R eps3) (boxRegion (Q2R eps3) (Q2R eps3)) zeroBaseline);
      [exact game3_ok|exact He|lra|apply box_keeps_floor, He|exact box_run_is_clipped].
  - apply (E10_rate_everywhere G3 (Q2R eps3) (Q2R eps3) (boxRegion (Q2R eps3) (Q2R eps3)) zeroBaseline);
      [exact game3_ok|exact He|lra|apply box_keeps_floor, He|exact box_run_is_clipped].
Qed.
