(** Claims D9 (the KL part) and D10: exact gradient steps instead of argmax.
    Regime: full information, exact expectations, softmax logits, one logit for
    every history and move; chance nodes anywhere. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Advantage
  theorems.Improvement.
Open Scope R_scope.

Lemma softmax_pos : forall menu theta, menu <> [] ->
  0 < sum menu (fun b => exp (theta b)) /\
  forall a, 0 < softmax menu theta a.
Proof.
  intros menu theta Hne.
  assert (Z : 0 < sum menu (fun b => exp (theta b)))
    by (apply sum_pos; [exact Hne|intros; apply exp_pos]).
  split; [exact Z|]. intros a. apply Rdiv_lt_0_compat; [apply exp_pos|exact Z].
Qed.

Lemma softmax_isDist : forall menu theta, menu <> [] ->
  isDist menu (softmax menu theta).
Proof.
  intros menu theta Hne. destruct (softmax_pos menu theta Hne) as [Z Hpos].
  split; [intros a _; left; apply Hpos|]. unfold softmax, Rdiv.
  rewrite (sum_ext _ _ (fun a => / sum menu (fun b => exp (theta b)) * exp (theta a)))
    by (intros; ring).
  rewrite sum_scal. apply Rinv_l. lra.
Qed.

(** Raising the logits by [c * p a * f a], where [f] has mean zero under
    p = softmax theta, gives [f] a mean that is not negative: for every step
    size c >= 0. *)
Theorem D10_one_history : forall menu theta f c,
  menu <> [] -> 0 <= c ->
  mean menu (softmax menu theta) f = 0 ->
  0 <= mean menu
         (softmax menu (fun a => theta a + c * softmax menu theta a * f a)) f.
Proof.
  intros menu theta f c Hne Hc Hf.
  destruct (softmax_pos menu theta Hne) as [Z Hpos].
  set (p := softmax menu theta) in *.
  set (theta' := fun a => theta a + c * p a * f a).
  destruct (softmax_pos menu theta' Hne) as [Z' _].
  set (S1 := sum menu (fun b => exp (theta b))) in *.
  set (S2 := sum menu (fun b => exp (theta' b))) in *.
  assert (E : mean menu (softmax menu theta') f
    = S1 / S2 * sum menu (fun a => p a * exp (c * p a * f a) * f a)).
  { unfold mean. rewrite <- sum_scal. apply sum_ext. intros a _.
    unfold softmax at 1. fold S2. unfold theta' at 1. rewrite exp_plus.
    assert (P : p a = exp (theta a) / S1) by reflexivity.
    replace (exp (theta a)) with (p a * S1) by (rewrite P; field; lra).
    field. lra. }
  rewrite E. apply Rmult_le_pos; [left; apply Rdiv_lt_0_compat; assumption|].
  rewrite <- Hf. apply sum_le. intros a _. specialize (Hpos a).
  (* f (e^{c p f} - 1) >= 0, whatever the sign of f *)
  pose proof (exp_ineq1_le (c * p a * f a)) as X1.
  pose proof (exp_ineq1_le (- (c * p a * f a))) as X2.
  pose proof (exp_pos (c * p a * f a)) as X3.
  rewrite exp_Ropp in X2.
  assert (X4 : / exp (c * p a * f a) * exp (c * p a * f a) = 1) by (apply Rinv_l; lra).
  assert (Hcp : 0 <= c * p a) by (apply Rmult_le_pos; lra).
  assert (0 <= f a * (exp (c * p a * f a) - 1)).
  { destruct (Rle_lt_dec 0 (f a)) as [F|F].
    - apply Rmult_le_pos; [exact F|].
      assert (0 <= c * p a * f a) by (apply Rmult_le_pos; assumption). lra.
    - assert (c * p a * f a <= 0) by nra.
      assert (exp (c * p a * f a) <= 1).
      { rewrite <- exp_0. destruct H as [L | ->]; [left; apply exp_increasing; exact L|lra]. }
      nra. }
  nra.
Qed.

(** The exact gradient of J with respect to the logit of the move [a] at [h] is
    (probability of reaching h) * pi(a|h) * A(h, a).  One step of any size adds
    a multiple [c h] >= 0 of pi * A to the logits at [h]. *)
Definition gradientStep (G : game) (c : history -> R) (theta : history -> nat -> R)
    : history -> nat -> R :=
  fun h a => theta h a
    + c h * softmax (moves G h) (theta h) a
          * advantage G (softmaxPolicy G theta) (horizon G - S (length h)) h a.

Lemma softmaxPolicy_isPolicy : forall G theta,
  wellFormed G -> isPolicy G (softmaxPolicy G theta).
Proof.
  intros G theta HG n h Hn. destruct (HG n h Hn) as [Hne _].
  unfold admissible, softmaxPolicy. destruct (chance G h); [reflexivity|].
  apply softmax_isDist, Hne.
Qed.

(** D10.  A step along the exact gradient lowers the value at no history, for
    EVERY step size (and for different step sizes at different histories). *)
Theorem D10_gradient_step_improves : forall G c theta,
  wellFormed G -> (forall h, 0 <= c h) ->
  forall n h, node G n h ->
  value G (softmaxPolicy G theta) n h
  <= value G (softmaxPolicy G (gradientStep G c theta)) n h.
Proof.
  intros G c theta HG Hc n h Hn.
  set (old := softmaxPolicy G theta).
  set (new := softmaxPolicy G (gradientStep G c theta)).
  assert (Hold : isPolicy G old) by (apply softmaxPolicy_isPolicy; exact HG).
  assert (Hnew : isPolicy G new) by (apply softmaxPolicy_isPolicy; exact HG).
  pose proof (D3_forward_gain G old new (fun _ _ => 0) HG Hnew) as D.
  specialize (fun H => D H n h Hn). rewrite along_zero, Rplus_0_r in D.
  apply D. clear n h Hn D. intros n h Hn. rewrite Rplus_0_r.
  pose proof (policy_dist G new n h HG Hnew Hn) as [_ Hs].
  assert (Gain : 0 <= mean (moves G h) (new h) (advantage G old n h)).
  { pose proof (policy_dist G old n h HG Hold Hn) as Hd.
    pose proof (A2_centring G old n h Hd) as Z.
    destruct (HG n h Hn) as [Hne _].
    unfold new, softmaxPolicy at 1. unfold old, softmaxPolicy at 1 in Z.
    destruct (chance G h).
    - unfold old. rewrite Z. lra.
    - pose proof (D10_one_history (moves G h) (theta h) (advantage G old n h) (c h)
        Hne (Hc h) Z) as P.
      unfold gradientStep. destruct Hn as [Hl _].
      replace (horizon G - S (length h))%nat with n by lia. exact P. }
  unfold advantage in Gain. rewrite mean_sub, (mean_const _ _ _ Hs) in Gain. lra.
Qed.

(** D10 for J. *)
Corollary D10_expected_return : forall G c theta,
  wellFormed G -> (forall h, 0 <= c h) ->
  expectedReturn G (softmaxPolicy G theta)
  <= expectedReturn G (softmaxPolicy G (gradientStep G c theta)).
Proof.
  intros. apply D10_gradient_step_improves; try assumption. apply node_root.
Qed.

(** ** D9, the KL part *)

(** Derivative of a weighted sum of exponentials. *)
Lemma sum_exp_derivative : forall l (p w f : nat -> R),
  derivable_pt_lim (fun t => sum l (fun a => p a * exp (t * w a) * f a)) 0
    (sum l (fun a => p a * w a * f a)).
Proof.
  induction l as [|a l IH]; intros p w f; cbn [sum].
  - apply derivable_pt_lim_const.
  - apply (derivable_pt_lim_plus (fun t => p a * exp (t * w a) * f a)
      (fun t => sum l (fun b => p b * exp (t * w b) * f b))); [|apply IH].
    assert (Inner : derivable_pt_lim (fun t => t * w a) 0 (w a)).
    { pose proof (derivable_pt_lim_mult (fun t => t) (fun _ => w a) 0 1 0
        (derivable_pt_lim_id 0) (derivable_pt_lim_const (w a) 0)) as D.
      cbv beta in D. replace (1 * w a + 0 * 0) with (w a) in D by ring. exact D. }
    assert (Exp : derivable_pt_lim (fun t => exp (t * w a)) 0 (1 * w a)).
    { apply (derivable_pt_lim_comp (fun t => t * w a) exp); [exact Inner|].
      rewrite Rmult_0_l. pose proof (derivable_pt_lim_exp 0) as D.
      rewrite exp_0 in D. exact D. }
    pose proof (derivable_pt_lim_scal _ (p a * f a) 0 _ Exp) as D.
    replace (p a * w a * f a) with (p a * f a * (1 * w a)) by ring.
    intros eps He. destruct (D eps He) as [d Hd]. exists d. intros t Ht Htd.
    specialize (Hd t Ht Htd). unfold mult_real_fct in Hd.
    replace (p a * exp ((0 + t) * w a) * f a - p a * exp (0 * w a) * f a)
      with (p a * f a * exp ((0 + t) * w a) - p a * f a * exp (0 * w a)) by ring.
    exact Hd.
Qed.

(** D9, KL part.  With the length-normalised advantage A/L the KL (natural
    gradient) step is q_t proportional to p * exp(t * A / L).  The first-order
    change of the true objective, the mean of A, is the mean of A^2 / L under
    p: the derivative at t = 0. *)
Theorem D9_kl_step_first_order : forall menu (p A L : nat -> R),
  sum menu p = 1 -> mean menu p A = 0 ->
  derivable_pt_lim
    (fun t => mean menu (softmaxStep menu p (fun a => t * (A a / L a))) A) 0
    (mean menu p (fun a => A a * A a / L a)).
Proof.
  intros menu p A L Hp HA. set (w := fun a => A a / L a).
  set (N := fun t => sum menu (fun a => p a * exp (t * w a) * A a)).
  set (Z := fun t => sum menu (fun a => p a * exp (t * w a) * 1)).
  assert (DN : derivable_pt_lim N 0 (sum menu (fun a => p a * w a * A a)))
    by apply sum_exp_derivative.
  assert (DZ : derivable_pt_lim Z 0 (sum menu (fun a => p a * w a * 1)))
    by apply sum_exp_derivative.
  assert (Z0 : Z 0 = 1).
  { unfold Z. rewrite (sum_ext _ _ p); [exact Hp|].
    intros. rewrite Rmult_0_l, exp_0. ring. }
  assert (N0 : N 0 = 0).
  { unfold N. rewrite (sum_ext _ _ (fun a => p a * A a)); [exact HA|].
    intros. rewrite Rmult_0_l, exp_0. ring. }
  pose proof (derivable_pt_lim_div N Z 0 _ _ DN DZ) as D.
  rewrite Z0, N0 in D. specialize (D R1_neq_R0).
  replace (mean menu p (fun a => A a * A a / L a)) with
    ((sum menu (fun a => p a * w a * A a) * 1 - sum menu (fun a => p a * w a * 1) * 0)
     / Rsqr 1).
  - intros eps He. destruct (D eps He) as [d Hd]. exists d. intros t Ht Htd.
    specialize (Hd t Ht Htd). unfold div_fct in Hd.
    assert (E : forall t, mean menu (softmaxStep menu p (fun a => t * (A a / L a))) A = N t / Z t).
    { intros u.
      assert (EZ : sum menu (fun b => p b * exp (u * (A b / L b))) = Z u)
        by (apply sum_ext; intros; unfold w; ring).
      unfold mean, softmaxStep. rewrite EZ. unfold N, Rdiv.
      rewrite (Rmult_comm (sum _ _) (/ Z u)), <- sum_scal.
      apply sum_ext. intros a _. unfold w, Rdiv. ring. }
    rewrite !E. exact Hd.
  - unfold Rsqr, mean.
    rewrite (sum_ext _ (fun a => p a * (A a * A a / L a)) (fun a => p a * w a * A a))
      by (intros; unfold w, Rdiv; ring).
    field.
Qed.

(** D9, KL part: that first-order change is never negative. *)
Theorem D9_kl_step_never_downhill : forall menu (p A L : nat -> R),
  isDist menu p -> (forall a, In a menu -> 0 < L a) ->
  0 <= mean menu p (fun a => A a * A a / L a).
Proof.
  intros menu p A L [Hp _] HL. apply mean_nonneg; [exact Hp|]. intros a Ha.
  apply Rmult_le_pos; [pose proof (Rle_0_sqr (A a)) as Q; exact Q|].
  left. apply Rinv_0_lt_compat, HL, Ha.
Qed.
