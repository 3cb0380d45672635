(** Claims C2, C3: Kullback-Leibler, squared Euclidean and chi-squared drifts
    are valid in the sense of HAML (C1, the clip residual, is in Clip.v).
    Regime: one history, full support of the current distribution for KL and
    chi-squared. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas.
Open Scope R_scope.

(** A drift that is at most s^2 * K on the segment has zero slope. *)
Lemma quadratic_is_flat : forall (D : R -> R) K, 0 <= K ->
  (forall s, 0 < s < 1 -> D s <= s * s * K) ->
  forall eta, 0 < eta ->
  exists delta, 0 < delta /\ forall s, 0 < s < delta -> D s <= eta * s.
Proof.
  intros D K HK HD eta Heta. exists (Rmin 1 (eta / (K + 1))). split.
  - apply Rmin_glb_lt; [lra|]. apply Rdiv_lt_0_compat; lra.
  - intros s [Hs Hlt]. pose proof (Rmin_l 1 (eta / (K + 1))).
    pose proof (Rmin_r 1 (eta / (K + 1))).
    assert (Hs1 : s < 1) by lra. assert (Hs2 : s < eta / (K + 1)) by lra.
    apply Rle_trans with (s * s * K); [apply HD; lra|].
    assert (s * (K + 1) <= eta).
    { apply Rmult_le_reg_r with (/ (K + 1)); [apply Rinv_0_lt_compat; lra|].
      rewrite Rmult_assoc, Rinv_r by lra. unfold Rdiv in Hs2. lra. }
    replace (s * s * K) with (s * (s * K)) by ring.
    rewrite (Rmult_comm eta). apply Rmult_le_compat_l; lra.
Qed.

Lemma square_nonneg : forall x, 0 <= x * x.
Proof. intros. pose proof (Rle_0_sqr x) as H. exact H. Qed.

(** C3.  The squared Euclidean distance is a valid drift, at every [p]. *)
Theorem C3_squared_distance_is_valid_drift : forall menu p,
  validDrift (isDist menu) p (squaredDistance menu p).
Proof.
  intros menu p. unfold squaredDistance.
  split; [|split].
  - intros q _. apply sum_nonneg. intros. apply square_nonneg.
  - rewrite (sum_ext _ _ (fun _ => 0)) by (intros; ring). apply sum_zero.
  - intros q _. apply quadratic_is_flat with (sum menu (fun a => (q a - p a) * (q a - p a))).
    + apply sum_nonneg. intros. apply square_nonneg.
    + intros s _. rewrite <- sum_scal. apply Req_le. apply sum_ext. intros.
      unfold towards. ring.
Qed.

(** C3.  The chi-squared divergence is a valid drift where p > 0. *)
Theorem C3_chi_squared_is_valid_drift : forall menu p,
  (forall a, In a menu -> 0 < p a) ->
  validDrift (isDist menu) p (chiSquared menu p).
Proof.
  intros menu p Hp. unfold chiSquared.
  assert (Pos : forall q : dist, forall a, In a menu -> 0 <= (q a - p a) * (q a - p a) / p a).
  { intros q a Ha. apply Rmult_le_pos; [apply square_nonneg|].
    left. apply Rinv_0_lt_compat, Hp, Ha. }
  split; [|split].
  - intros q _. apply sum_nonneg, Pos.
  - rewrite (sum_ext _ _ (fun _ => 0)); [apply sum_zero|].
    intros a Ha. unfold Rdiv. ring.
  - intros q _.
    apply quadratic_is_flat with (sum menu (fun a => (q a - p a) * (q a - p a) / p a)).
    + apply sum_nonneg, Pos.
    + intros s _. rewrite <- sum_scal. apply Req_le. apply sum_ext. intros a Ha.
      unfold towards. field. specialize (Hp a Ha). lra.
Qed.

(** ** KL *)

Lemma ln_le_minus_one : forall x, 0 < x -> ln x <= x - 1.
Proof.
  intros x Hx. pose proof (exp_ineq1_le (ln x)) as H. rewrite exp_ln in H by exact Hx. lra.
Qed.

(** Gibbs' inequality. *)
Lemma kl_nonneg : forall menu q p,
  isDist menu q -> isDist menu p -> (forall a, In a menu -> 0 < p a) ->
  0 <= klDivergence menu q p.
Proof.
  intros menu q p [Hq Hqs] [_ Hps] Hp. unfold klDivergence.
  apply Rle_trans with (sum menu (fun a => q a - p a)).
  - rewrite sum_sub, Hqs, Hps. lra.
  - apply sum_le. intros a Ha. specialize (Hp a Ha).
    destruct (Hq a Ha) as [Hpos|Hz]; [|rewrite <- Hz; lra].
    pose proof (ln_le_minus_one (p a / q a) (Rdiv_lt_0_compat _ _ Hp Hpos)) as L.
    unfold Rdiv in L. rewrite ln_mult, ln_Rinv in L
      by (try apply Rinv_0_lt_compat; assumption).
    apply Rmult_le_compat_l with (r := q a) in L; [|lra].
    replace (q a * (p a * / q a - 1)) with (p a - q a) in L by (field; lra). lra.
Qed.

Lemma kl_self : forall menu p, klDivergence menu p p = 0.
Proof.
  intros. unfold klDivergence. rewrite (sum_ext _ _ (fun _ => 0)) by (intros; ring).
  apply sum_zero.
Qed.

Lemma kl_le_chi_squared : forall menu q p,
  isDist menu q -> isDist menu p -> (forall a, In a menu -> 0 < p a) ->
  klDivergence menu q p <= chiSquared menu p q.
Proof.
  intros menu q p [Hq Hqs] [_ Hps] Hp.
  apply Rle_trans with (sum menu (fun a => (q a * q a / p a - q a))).
  - apply sum_le. intros a Ha. specialize (Hp a Ha).
    destruct (Hq a Ha) as [Hpos|Hz]; [|rewrite <- Hz; unfold Rdiv; lra].
    pose proof (ln_le_minus_one (q a / p a) (Rdiv_lt_0_compat _ _ Hpos Hp)) as L.
    unfold Rdiv in L. rewrite ln_mult, ln_Rinv in L
      by (try apply Rinv_0_lt_compat; assumption).
    apply Rmult_le_compat_l with (r := q a) in L; [|lra]. unfold Rdiv. lra.
  - unfold chiSquared. apply Req_le.
    rewrite (sum_ext _ (fun a => (q a - p a) * (q a - p a) / p a)
      (fun a => (q a * q a / p a - q a) + (p a - q a))).
    + rewrite sum_add, (sum_sub _ p q), Hqs, Hps. ring.
    + intros a Ha. specialize (Hp a Ha). field. lra.
Qed.

Lemma towards_isDist : forall menu p q s,
  isDist menu p -> isDist menu q -> 0 <= s <= 1 -> isDist menu (towards p q s).
Proof.
  intros menu p q s [Hp Hps] [Hq Hqs] Hs. split.
  - intros a Ha. unfold towards. specialize (Hp a Ha). specialize (Hq a Ha). nra.
  - unfold towards. rewrite sum_segment, Hps, Hqs. ring.
Qed.

(** C2.  KL(candidate || current) is a valid drift where the current
    distribution has full support. *)
Theorem C2_kl_is_valid_drift : forall menu p,
  isDist menu p -> (forall a, In a menu -> 0 < p a) ->
  validDrift (isDist menu) p (fun q => klDivergence menu q p).
Proof.
  intros menu p Hd Hp. split; [|split].
  - intros q Hq. apply kl_nonneg; assumption.
  - apply kl_self.
  - intros q Hq. destruct (C3_chi_squared_is_valid_drift menu p Hp) as [Pos _].
    apply quadratic_is_flat with (chiSquared menu p q); [apply Pos; exact Hq|].
    intros s Hs. apply Rle_trans with (chiSquared menu p (towards p q s)).
    + apply kl_le_chi_squared; try assumption. apply towards_isDist; [assumption..|lra].
    + apply Req_le. unfold chiSquared. rewrite <- sum_scal. apply sum_ext.
      intros a Ha. unfold towards. field. specialize (Hp a Ha). lra.
Qed.
