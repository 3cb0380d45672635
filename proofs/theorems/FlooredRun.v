(** The rate of an iteration whose probabilities never fall by more than 1 - low
    in one sweep (this project): from an explicit sweep on, the distance to the
    optimum shrinks by 1 - low with every sweep.
    Nothing is said here of how a sweep is made: only that where the values in
    force rank the moves, the best of them gain a factor 1 + high or the others
    lose a factor 1 - low. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.SweepsByTurns theorems.FiniteTime.
Open Scope R_scope.

(** ** The constants *)

(** Every probability at a decision is at least [p0]. *)
Definition positiveAt (G : game) (p0 : R) (pol : policy) : Prop :=
  forall n h a, node G (S n) h -> chance G h = None -> In a (moves G h) -> p0 <= pol h a.

(** A move that is not best at a decision falls short of the best by at least
    [gap], and by at most [range]. *)
Definition lossesWithin (G : game) (gap range : R) : Prop :=
  forall n h a, node G (S n) h -> chance G h = None -> In a (moves G h) ->
    let loss := optimalValue G (S n) h - optimalValue G n (a :: h) in
    loss <= range /\ (optimalValue G n (a :: h) <> optimalValue G (S n) h -> gap <= loss).

(** Below this weight growth by 1 + high is the smaller of the two changes that a
    sweep may make, above it the loss by 1 - low is; 1/2 where the range is
    symmetric. *)
Definition turningPoint (low high : R) : R := low / (low + high).

(** [regain A] sweeps of growth take to the turning point what [A] sweeps at the
    floor leave of [p0]; [settle] sweeps take the loss below the gap. *)
Definition sweepCounts (low high p0 gap range : R) (regain : nat -> nat) (settle : nat)
    : Prop :=
  (forall A, turningPoint low high <= (1 + high) ^ regain A * ((1 - low) ^ A * p0)) /\
  (1 - low) ^ settle <= turningPoint low high /\ range * (1 - low) ^ settle < gap.

(** The sweep from which the values with [turns] turns left rank the moves of
    the turn before, and the one from which the rate holds. *)
Fixpoint rankedFrom (regain : nat -> nat) (settle turns : nat) : nat :=
  match turns with
  | O => O
  | S t => rankedFrom regain settle t + regain (rankedFrom regain settle t) + settle
  end.

Definition rateFrom (regain : nat -> nat) (settle turns : nat) : nat :=
  rankedFrom regain settle turns - settle.

(** ** Runs *)

(** The policy plays at every history what one of the policies from the [k]th
    on plays there. *)
Definition playsFrom (G : game) (pol : nat -> policy) (k : nat) (mixed : policy) : Prop :=
  forall n h, node G (S n) h ->
    exists j, (k <= j)%nat /\ forall a, In a (moves G h) -> mixed h a = pol j h a.

(** The weight of the best moves. *)
Definition weightOfBest (G : game) (n : nat) (h : history) (q : dist) : R :=
  bestWeight (fun a => optimalValue G n (a :: h)) (optimalValue G (S n) h) (moves G h) q.

(** Every action value of a best move is above that of every other move. *)
Definition ranked (G : game) (basis : policy) (n : nat) (h : history) : Prop :=
  forall a b, In a (moves G h) -> In b (moves G h) ->
    optimalValue G n (a :: h) <> optimalValue G (S n) h ->
    optimalValue G n (b :: h) = optimalValue G (S n) h ->
    actionValue G basis n h a < actionValue G basis n h b.

(** The best moves gain, or the others lose. *)
Definition movesWeight (low high before after : R) : Prop :=
  (1 + high) * before <= after \/ 1 - after <= (1 - low) * (1 - before).

Definition flooredRun (G : game) (low high : R) (pol : nat -> policy) : Prop :=
  (forall k, isPolicy G (pol k)) /\
  forall k n h, node G (S n) h -> chance G h = None ->
    (forall a, In a (moves G h) -> (1 - low) * pol k h a <= pol (S k) h a) /\
    exists basis, playsFrom G pol k basis /\
      (ranked G basis n h ->
       movesWeight low high (weightOfBest G n h (pol k h)) (weightOfBest G n h (pol (S k) h))).

(** ** One weight *)

Lemma pow_shrinks : forall x i j, 0 <= x <= 1 -> (i <= j)%nat -> x ^ j <= x ^ i.
Proof.
  intros x i j Hx Hij. replace j with (i + (j - i))%nat by lia. rewrite pow_add.
  assert (0 <= x ^ i) by (apply pow_le; lra).
  assert (x ^ (j - i) <= 1) by (rewrite <- (pow1 (j - i)); apply pow_incr; lra). nra.
Qed.

Lemma turning_point : forall low high, 0 < low < 1 -> 0 < high ->
  let t := turningPoint low high in 0 < t < 1 /\ high * t = low * (1 - t).
Proof.
  intros low high Hl Hh t. unfold t, turningPoint.
  assert (P : 0 < low / (low + high)) by (apply Rdiv_lt_0_compat; lra).
  assert (Q : low / (low + high) = 1 - high / (low + high)) by (field; lra).
  assert (0 < high / (low + high)) by (apply Rdiv_lt_0_compat; lra).
  split; [lra|]. field. lra.
Qed.

(** N sweeps of growth reach the turning point; from there the rest decays. *)
Lemma weight_settles : forall (w : nat -> R) low high A N,
  0 < low < 1 -> 0 < high -> (forall k, w k <= 1) ->
  (forall k, (A <= k)%nat -> movesWeight low high (w k) (w (S k))) ->
  turningPoint low high <= (1 + high) ^ N * w A ->
  forall i, 1 - w (A + N + i)%nat <= (1 - turningPoint low high) * (1 - low) ^ i.
Proof.
  intros w low high A N Hl Hh H1 Step HN.
  destruct (turning_point low high Hl Hh) as [Ht Et]. set (t := turningPoint low high) in *.
  assert (One : forall k, (A <= k)%nat ->
    (w k <= t -> (1 + high) * w k <= w (S k)) /\
    (t <= w k -> 1 - w (S k) <= (1 - low) * (1 - w k))).
  { intros k Hk. pose proof (H1 k).
    split; intros C; destruct (Step k Hk) as [M|M]; try exact M.
    - assert (high * w k <= high * t) by (apply Rmult_le_compat_l; lra).
      assert (low * (1 - t) <= low * (1 - w k)) by (apply Rmult_le_compat_l; lra). lra.
    - assert (high * t <= high * w k) by (apply Rmult_le_compat_l; lra).
      assert (low * (1 - w k) <= low * (1 - t)) by (apply Rmult_le_compat_l; lra). lra. }
  assert (Above : forall k, (A <= k)%nat -> t <= w k -> t <= w (S k)).
  { intros k Hk C. pose proof (proj2 (One k Hk) C). pose proof (H1 k).
    assert (0 <= low * (1 - w k)) by (apply Rmult_le_pos; lra). lra. }
  assert (Grow : forall j, t <= w (A + j)%nat \/ (1 + high) ^ j * w A <= w (A + j)%nat).
  { induction j as [|j IH]; [right; rewrite Nat.add_0_r; simpl; lra|].
    rewrite Nat.add_succ_r. destruct (Rle_lt_dec t (w (A + j)%nat)) as [L|L].
    - left. apply Above; [lia|exact L].
    - right. destruct IH as [IH|IH]; [lra|]. simpl. rewrite Rmult_assoc.
      eapply Rle_trans; [|apply (proj1 (One (A + j)%nat ltac:(lia))); lra].
      apply Rmult_le_compat_l; lra. }
  assert (Both : forall i, t <= w (A + N + i)%nat /\
    1 - w (A + N + i)%nat <= (1 - t) * (1 - low) ^ i).
  { induction i as [|i [IH1 IH2]].
    - rewrite Nat.add_0_r. simpl. destruct (Grow N); lra.
    - rewrite Nat.add_succ_r. split; [apply Above; [lia|exact IH1]|].
      eapply Rle_trans; [apply (proj2 (One (A + N + i)%nat ltac:(lia)) IH1)|].
      simpl. rewrite <- Rmult_assoc, (Rmult_comm (1 - t)), Rmult_assoc.
      apply Rmult_le_compat_l; lra. }
  intros i. apply Both.
Qed.

Lemma plays_from_itself : forall G pol k j, (k <= j)%nat -> playsFrom G pol k (pol j).
Proof. intros G pol k j Hj n h Hn. exists j. split; [exact Hj|reflexivity]. Qed.

Lemma plays_from_policy : forall G pol k mixed,
  (forall j, isPolicy G (pol j)) -> playsFrom G pol k mixed -> isPolicy G mixed.
Proof.
  intros G pol k mixed Hp Hm n h Hn. destruct (Hm n h Hn) as [j [_ E]].
  pose proof (Hp j n h Hn) as A. unfold admissible in *. destruct (chance G h).
  - intros a Ha. rewrite (E a Ha). apply A, Ha.
  - destruct A as [A1 A2]. split; [intros a Ha; rewrite (E a Ha); apply A1, Ha|].
    rewrite <- A2. apply sum_ext. exact E.
Qed.

Lemma optimal_at_decision : forall G n h, chance G h = None ->
  optimalValue G (S n) h = best (moves G h) (fun a => optimalValue G n (a :: h)).
Proof. intros G n h Hc. simpl. rewrite Hc. reflexivity. Qed.

(** ** The rate *)

Section Rate.
Variable G : game.
Variables low high p0 gap range : R.
Variable pol : nat -> policy.
Variable regain : nat -> nat.
Variable settle : nat.
Hypothesis G_ok : wellFormed G.
Hypothesis low_ok : 0 < low < 1.
Hypothesis high_ok : 0 < high.
Hypothesis start_ok : positiveAt G p0 (pol 0%nat).
Hypothesis run : flooredRun G low high pol.
Hypothesis losses : lossesWithin G gap range.
Hypothesis range_ok : 0 <= range.
Hypothesis counts : sweepCounts low high p0 gap range regain settle.

Let L := rankedFrom regain settle.

Lemma floor_after : forall k n h a, node G (S n) h -> chance G h = None -> In a (moves G h) ->
  (1 - low) ^ k * pol 0%nat h a <= pol k h a.
Proof.
  intros k n h a Hn Hc Ha. induction k as [|k IH]; [simpl; lra|].
  destruct (proj2 run k n h Hn Hc) as [Fl _]. eapply Rle_trans; [|apply (Fl a Ha)].
  simpl. rewrite Rmult_assoc. apply Rmult_le_compat_l; lra.
Qed.

Lemma run_dist : forall k n h, node G (S n) h -> isDist (moves G h) (pol k h).
Proof. intros k n h. apply policy_dist; [exact G_ok|apply run]. Qed.

(** The weight of the best moves is at least that of one of them. *)
Lemma weight_floor : forall k n h, node G (S n) h -> chance G h = None ->
  (1 - low) ^ k * p0 <= weightOfBest G n h (pol k h).
Proof.
  intros k n h Hn Hc. destruct (G_ok n h Hn) as [Hne _].
  destruct (best_move_spec (moves G h) (fun a => optimalValue G n (a :: h)) Hne) as [Hin [Heq _]].
  set (b := bestMove _ _) in *. rewrite <- (optimal_at_decision G n h Hc) in Heq.
  destruct (run_dist k n h Hn) as [Pos _].
  assert (T : pol k h b <= weightOfBest G n h (pol k h)).
  { unfold weightOfBest, bestWeight.
    replace (pol k h b) with (if Req_EM_T (optimalValue G n (b :: h)) (optimalValue G (S n) h)
      then pol k h b else 0) by (destruct (Req_EM_T _ _); [reflexivity|contradiction]).
    apply (sum_ge_term (moves G h) (fun a =>
      if Req_EM_T (optimalValue G n (a :: h)) (optimalValue G (S n) h) then pol k h a else 0) b Hin).
    intros a Ha. destruct (Req_EM_T _ _); [apply Pos, Ha|lra]. }
  eapply Rle_trans; [|exact T]. eapply Rle_trans; [|apply (floor_after k n h b Hn Hc Hin)].
  apply Rmult_le_compat_l; [apply pow_le; lra|apply (start_ok n h b Hn Hc Hin)].
Qed.

(** At most the weight outside, times the range, is lost at a decision. *)
Lemma loss_at_decision : forall q n h, node G (S n) h -> chance G h = None ->
  isDist (moves G h) q ->
  optimalValue G (S n) h - mean (moves G h) q (fun a => optimalValue G n (a :: h))
  <= range * (1 - weightOfBest G n h q).
Proof.
  intros q n h Hn Hc [P S0]. set (top := optimalValue G (S n) h).
  rewrite <- (mean_const (moves G h) q top S0) at 1. rewrite <- mean_sub, <- S0.
  unfold weightOfBest, bestWeight. rewrite <- sum_sub, <- sum_scal. apply sum_le. intros a Ha.
  pose proof (P a Ha). destruct (losses n h a Hn Hc Ha) as [Ra _]. fold top in Ra |- *.
  destruct (Req_EM_T (optimalValue G n (a :: h)) top) as [E|E]; [rewrite E; lra|nra].
Qed.

(** Every policy that plays at each history what the run plays from the [k]th
    sweep on is as near the optimum as the rate says. *)
Theorem floored_run_rate_everywhere : forall n t h k mixed,
  node G n h -> turnsWithin G t n h -> playsFrom G pol k mixed ->
  (L t <= k + settle)%nat ->
  optimalValue G n h - value G mixed n h <= range * (1 - low) ^ (k + settle - L t).
Proof.
  destruct (turning_point low high low_ok high_ok) as [Ht _].
  destruct counts as [Regain [Half Settle]]. set (theta := turningPoint low high) in *.
  assert (Pow : forall i, 0 <= (1 - low) ^ i <= 1)
    by (intros i; split; [apply pow_le; lra|apply (pow_shrinks (1 - low) 0); [lra|lia]]).
  induction n as [|n IH]; intros t h k mixed Hn Ht' Hm Hk.
  - unfold value. simpl. pose proof (Pow (k + settle - L t)%nat). nra.
  - pose proof (plays_from_policy G pol k mixed (proj1 run) Hm) as Pm.
    pose proof (policy_dist G mixed n h G_ok Pm Hn) as Dm.
    assert (Child : forall t' x, (forall a, In a (moves G h) -> turnsWithin G t' n (a :: h)) ->
      (L t' <= k + settle)%nat -> range * (1 - low) ^ (k + settle - L t') <= x ->
      mean (moves G h) (mixed h) (fun a => optimalValue G n (a :: h))
        - mean (moves G h) (mixed h) (actionValue G mixed n h) <= x).
    { intros t' x Hin Hk' Hx. rewrite <- mean_sub.
      rewrite <- (mean_const (moves G h) (mixed h) x) by apply Dm.
      apply mean_le; [apply Dm|]. intros a Ha. eapply Rle_trans; [|exact Hx].
      apply IH; [apply node_child; assumption|apply Hin, Ha|exact Hm|exact Hk']. }
    rewrite value_step. simpl in Ht'. destruct (chance G h) as [c|] eqn:Hc.
    + simpl optimalValue. rewrite Hc.
      pose proof (Pm n h Hn) as A. unfold admissible in A. rewrite Hc in A.
      rewrite <- (mean_dist_ext _ (mixed h) c) by exact A.
      apply (Child t); [exact Ht'|exact Hk|apply Rle_refl].
    + destruct t as [|t]; [contradiction|].
      assert (HL : (L (S t) = L t + regain (L t) + settle)%nat) by reflexivity.
      set (w := fun j => weightOfBest G n h (pol j h)).
      assert (Settled : forall j, (L (S t) <= j + settle)%nat ->
        1 - w j <= (1 - theta) * (1 - low) ^ (j + settle - L (S t))).
      { intros j Hj.
        replace j with (L t + regain (L t) + (j + settle - L (S t)))%nat at 1 by lia.
        apply (weight_settles w low high); [exact low_ok|exact high_ok| | |].
        - intros i. destruct (run_dist i n h Hn) as [P S0]. rewrite <- S0.
          apply sum_le. intros a Ha. destruct (Req_EM_T _ _); [lra|apply P, Ha].
        - intros i Hi. destruct (proj2 run i n h Hn Hc) as [_ [basis [Hb Move]]].
          apply Move. intros a b Ha Hb' Na Eb.
          pose proof (plays_from_policy G pol i basis (proj1 run) Hb) as Pb.
          pose proof (value_le_optimal G basis n (a :: h) G_ok Pb (node_child G n h a Hn Ha)) as Ua.
          pose proof (IH t (b :: h) i basis (node_child G n h b Hn Hb') (Ht' b Hb') Hb ltac:(lia)) as Ub.
          pose proof (proj2 (losses n h a Hn Hc Ha) Na) as Ga.
          assert (range * (1 - low) ^ (i + settle - L t) <= range * (1 - low) ^ settle)
            by (apply Rmult_le_compat_l; [exact range_ok|apply pow_shrinks; [lra|lia]]).
          unfold actionValue. lra.
        - eapply Rle_trans; [apply (Regain (L t))|].
          apply Rmult_le_compat_l; [apply pow_le; lra|apply weight_floor; assumption]. }
      destruct (Hm n h Hn) as [j [Hj E]].
      set (x := (1 - low) ^ (k + settle - L (S t))).
      assert (Hx : 0 <= x) by apply Pow.
      assert (Hw : 1 - weightOfBest G n h (mixed h) <= (1 - theta) * x).
      { replace (weightOfBest G n h (mixed h)) with (w j)
          by (apply sum_ext; intros a Ha; rewrite (E a Ha); reflexivity).
        eapply Rle_trans; [apply Settled; lia|].
        apply Rmult_le_compat_l; [lra|apply pow_shrinks; [lra|lia]]. }
      pose proof (loss_at_decision (mixed h) n h Hn Hc Dm) as Loss.
      assert (Kids : range * (1 - low) ^ (k + settle - L t) <= range * (theta * x)).
      { apply Rmult_le_compat_l; [exact range_ok|].
        replace (k + settle - L t)%nat
          with (regain (L t) + (settle + (k + settle - L (S t))))%nat by lia.
        rewrite !pow_add. fold x. pose proof (Pow (regain (L t))). pose proof (Pow settle).
        assert ((1 - low) ^ settle * x <= theta * x) by (apply Rmult_le_compat_r; assumption).
        assert (0 <= (1 - low) ^ settle * x) by (apply Rmult_le_pos; lra). nra. }
      pose proof (Child t _ Ht' ltac:(lia) Kids).
      assert (range * (1 - weightOfBest G n h (mixed h)) <= range * ((1 - theta) * x))
        by (apply Rmult_le_compat_l; assumption).
      fold x. lra.
Qed.

Theorem floored_run_rate : forall turns, turnsWithin G turns (horizon G) [] ->
  let K := rateFrom regain settle turns in
  forall k, (K <= k)%nat -> shortfall G (pol k) <= range * (1 - low) ^ (k - K).
Proof.
  intros turns Ht K k Hk. unfold K, rateFrom, shortfall, optimalReturn, expectedReturn in *.
  eapply Rle_trans.
  - apply (floored_run_rate_everywhere (horizon G) turns [] k (pol k));
      [apply node_root|exact Ht|apply plays_from_itself; lia|unfold L; lia].
  - apply Rmult_le_compat_l; [exact range_ok|]. apply pow_shrinks; [lra|unfold L; lia].
Qed.

End Rate.
