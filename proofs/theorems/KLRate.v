(** Claim E6: the finite-time rate of the mirror step with KL drift (natural
    policy gradient).
    Regime: full information, exact expectations, the exact KL step, a start
    with full support at the decisions; chance nodes anywhere. *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Improvement
  theorems.Optimality theorems.Drifts theorems.Rates.
Open Scope R_scope.

(** ** One step *)

Definition normaliser (menu : list nat) (p : dist) (score : nat -> R) : R :=
  sum menu (fun b => p b * exp (score b)).

Lemma normaliser_pos : forall menu p score, menu <> [] ->
  (forall a, In a menu -> 0 < p a) -> 0 < normaliser menu p score.
Proof.
  intros menu p score Hne Hp. apply sum_pos; [exact Hne|]. intros a Ha.
  apply Rmult_lt_0_compat; [apply Hp, Ha|apply exp_pos].
Qed.

Lemma softmaxStep_pos : forall menu p score, menu <> [] ->
  (forall a, In a menu -> 0 < p a) ->
  forall a, In a menu -> 0 < softmaxStep menu p score a.
Proof.
  intros menu p score Hne Hp a Ha. apply Rdiv_lt_0_compat.
  - apply Rmult_lt_0_compat; [apply Hp, Ha|apply exp_pos].
  - apply (normaliser_pos menu p score Hne Hp).
Qed.

Lemma softmaxStep_isDist : forall menu p score, menu <> [] ->
  (forall a, In a menu -> 0 < p a) -> isDist menu (softmaxStep menu p score).
Proof.
  intros menu p score Hne Hp. split.
  - intros a Ha. left. apply softmaxStep_pos; assumption.
  - pose proof (normaliser_pos menu p score Hne Hp) as Z.
    unfold softmaxStep. fold (normaliser menu p score).
    rewrite (sum_ext _ _ (fun a => / normaliser menu p score * (p a * exp (score a))))
      by (intros; unfold Rdiv; ring).
    rewrite sum_scal. fold (normaliser menu p score). apply Rinv_l. lra.
Qed.

(** The three-point identity, one half: for every comparison distribution. *)
Lemma three_point_identity : forall menu p score c, menu <> [] ->
  (forall a, In a menu -> 0 < p a) -> sum menu c = 1 ->
  mean menu c score
  = ln (normaliser menu p score)
    + (klDivergence menu c p - klDivergence menu c (softmaxStep menu p score)).
Proof.
  intros menu p score c Hne Hp Hc.
  pose proof (normaliser_pos menu p score Hne Hp) as Z.
  rewrite <- (mean_const menu c (ln (normaliser menu p score)) Hc).
  unfold klDivergence. rewrite <- sum_sub. unfold mean. rewrite <- sum_add.
  apply sum_ext. intros a Ha.
  assert (L : ln (softmaxStep menu p score a)
              = ln (p a) + score a - ln (normaliser menu p score)).
  { unfold softmaxStep. fold (normaliser menu p score). unfold Rdiv.
    pose proof (exp_pos (score a)). specialize (Hp a Ha).
    rewrite ln_mult, ln_mult, ln_exp, ln_Rinv; try assumption; [lra| |].
    - apply Rmult_lt_0_compat; assumption.
    - apply Rinv_0_lt_compat. exact Z. }
  rewrite L. ring.
Qed.

(** The three-point inequality of the KL step. *)
Lemma three_point_inequality : forall menu p score c, menu <> [] ->
  isDist menu p -> (forall a, In a menu -> 0 < p a) -> isDist menu c ->
  mean menu c score
  <= mean menu (softmaxStep menu p score) score
     + (klDivergence menu c p - klDivergence menu c (softmaxStep menu p score)).
Proof.
  intros menu p score c Hne Hd Hp [Hc Hcs].
  pose proof (softmaxStep_isDist menu p score Hne Hp) as Hn.
  rewrite (three_point_identity menu p score c) by assumption.
  rewrite (three_point_identity menu p score (softmaxStep menu p score))
    by (try assumption; apply Hn).
  rewrite kl_self.
  pose proof (kl_nonneg menu (softmaxStep menu p score) p Hn Hd Hp). lra.
Qed.

(** ** The run *)

Definition positiveAtDecisions (G : game) (pol : policy) : Prop :=
  forall n h a, node G (S n) h -> chance G h = None -> In a (moves G h) -> 0 < pol h a.

(** KL at the decisions, nothing at chance histories. *)
Definition klAt (G : game) (star pol : policy) (h : history) : R :=
  match chance G h with
  | Some _ => 0
  | None => klDivergence (moves G h) (star h) (pol h)
  end.

Lemma kl_rule_keeps : forall G lambda old n h Q,
  wellFormed G -> isPolicy G old -> positiveAtDecisions G old -> node G (S n) h ->
  admissible G h (klRule G lambda h (old h) Q) /\
  (chance G h = None -> forall a, In a (moves G h) -> 0 < klRule G lambda h (old h) Q a).
Proof.
  intros G lambda old n h Q HG Ho Hpos Hn. pose proof (Ho n h Hn) as Ha.
  destruct (HG n h Hn) as [Hne _]. pose proof (Hpos n h) as Hp.
  unfold klRule, decisionsOnly, admissible in *. destruct (chance G h).
  - split; [exact Ha|discriminate].
  - split; [apply softmaxStep_isDist|intros _; apply softmaxStep_pos]; auto.
Qed.

(** The three-point inequality at one history of the game, for any values Q. *)
Lemma kl_rule_three_point : forall G lambda old star n h Q,
  wellFormed G -> 0 < lambda -> isPolicy G old -> positiveAtDecisions G old ->
  isPolicy G star -> node G (S n) h ->
  mean (moves G h) (star h) Q
  <= mean (moves G h) (klRule G lambda h (old h) Q) Q
     + (lambda * klAt G star old h
        - lambda * klAt G star (fun x => klRule G lambda x (old x) Q) h).
Proof.
  intros G lambda old star n h Q HG Hl Ho Hpos Hstar Hn.
  pose proof (Ho n h Hn) as Ha. pose proof (Hstar n h Hn) as Hs.
  pose proof (policy_dist G old n h HG Ho Hn) as Hd.
  destruct (HG n h Hn) as [Hne _]. pose proof (Hpos n h) as Hp.
  unfold klAt, klRule, decisionsOnly, admissible in *. destruct (chance G h).
  - rewrite (mean_dist_ext _ (star h) (old h)); [lra|].
    intros a Hin. rewrite (Ha a Hin). apply Hs, Hin.
  - pose proof (three_point_inequality (moves G h) (old h) (fun a => Q a / lambda)
      (star h) Hne Hd (fun a => Hp a Hn eq_refl) Hs) as T.
    assert (Scale : forall q, mean (moves G h) q (fun a => Q a / lambda)
                              = / lambda * mean (moves G h) q Q).
    { intros q. rewrite <- mean_scal. apply mean_ext. intros. unfold Rdiv. ring. }
    rewrite !Scale in T.
    apply Rmult_le_compat_l with (r := lambda) in T; [|lra].
    rewrite Rmult_plus_distr_l, <- !Rmult_assoc, Rinv_r, !Rmult_1_l in T by lra. lra.
Qed.

Lemma klAt_nonneg : forall G star pol n h,
  wellFormed G -> isPolicy G star -> isPolicy G pol -> positiveAtDecisions G pol ->
  node G (S n) h -> 0 <= klAt G star pol h.
Proof.
  intros G star pol n h HG Hs Hp Hpos Hn.
  pose proof (policy_dist G star n h HG Hs Hn).
  pose proof (policy_dist G pol n h HG Hp Hn). pose proof (Hpos n h) as Hq.
  unfold klAt. destruct (chance G h); [lra|].
  apply kl_nonneg; auto.
Qed.

(** A KL step never lowers the average of the values it was taken against. *)
Lemma kl_rule_improves : forall G lambda old n h Q,
  wellFormed G -> 0 < lambda -> isPolicy G old -> positiveAtDecisions G old ->
  node G (S n) h ->
  mean (moves G h) (old h) Q <= mean (moves G h) (klRule G lambda h (old h) Q) Q.
Proof.
  intros G lambda old n h Q HG Hl Ho Hpos Hn.
  pose proof (Ho n h Hn) as Ha. pose proof (policy_dist G old n h HG Ho Hn) as Hd.
  destruct (kl_rule_keeps G lambda old n h Q HG Ho Hpos Hn) as [Hk1 Hk2].
  pose proof (kl_rule_three_point G lambda old old n h Q HG Hl Ho Hpos Ho Hn) as T.
  unfold klAt, admissible in *.
  destruct (chance G h) as [c|] eqn:E; [lra|].
  rewrite kl_self in T.
  pose proof (kl_nonneg (moves G h) (old h) (klRule G lambda h (old h) Q) Hd Hk1 (Hk2 eq_refl)).
  assert (0 <= lambda * klDivergence (moves G h) (old h) (klRule G lambda h (old h) Q))
    by (apply Rmult_le_pos; lra).
  lra.
Qed.

(** E6, reverse order.  After K sweeps with drift lambda * KL the value is, at
    every history and against every comparison policy [star] (an optimal one in
    particular), short by at most lambda / K times the KL divergences from the
    start, added up along the paths of [star]. *)
Theorem E6_reverse_rate : forall G lambda start star,
  wellFormed G -> 0 < lambda -> isPolicy G start -> positiveAtDecisions G start ->
  isPolicy G star ->
  let pol := fun k => iterate (reverseSweep G (klRule G lambda)) k start in
  forall K n h, node G n h ->
  INR K * (value G star n h - value G (pol K) n h)
  <= lambda * along G star (fun _ x => klAt G star start x) n h.
Proof.
  intros G lambda start star HG Hl Hstart Hpos Hstar pol.
  assert (Inv : forall k, isPolicy G (pol k) /\ positiveAtDecisions G (pol k)).
  { induction k as [|k [IH1 IH2]]; [split; assumption|]. unfold pol. cbn [iterate].
    fold (pol k). split.
    - intros n h Hn. rewrite (reverse_sweep_step G _ _ n h Hn).
      apply (kl_rule_keeps G lambda (pol k) n); assumption.
    - intros n h a Hn Hc Ha. rewrite (reverse_sweep_step G _ _ n h Hn).
      apply (kl_rule_keeps G lambda (pol k) n); assumption. }
  intros K n h Hn.
  rewrite <- along_scal.
  apply (rate_reverse G star pol (fun k x => lambda * klAt G star (pol k) x)); try assumption.
  - intros k m x Hx. apply Rmult_le_pos; [lra|].
    destruct (Inv k) as [I1 I2]. apply (klAt_nonneg G star (pol k) m); assumption.
  - intros k m x Hx. destruct (Inv k) as [I1 I2].
    pose proof (kl_rule_three_point G lambda (pol k) star m x
      (actionValue G (pol (S k)) m x) HG Hl I1 I2 Hstar Hx) as T.
    unfold klAt in *. unfold pol in *. cbn [iterate] in *. fold (pol k) in *.
    rewrite (reverse_sweep_step G _ _ m x Hx). exact T.
  - intros k m x Hx. destruct (Inv k) as [I1 I2].
    pose proof (D3_reverse_gain G (pol k) (pol (S k)) (fun _ _ => 0) HG I1) as D.
    specialize (fun H => D H m x Hx). rewrite along_zero, Rplus_0_r in D.
    apply D. clear m x Hx D. intros m x Hx. rewrite Rplus_0_r.
    pose proof (kl_rule_improves G lambda (pol k) m x (actionValue G (pol (S k)) m x)
      HG Hl I1 I2 Hx) as Up.
    unfold pol in *. cbn [iterate] in *. fold (pol k) in *.
    rewrite (reverse_sweep_step G _ _ m x Hx). exact Up.
Qed.

(** E6, as a statement on J* - J. *)
Corollary E6_reverse_rate_optimum : forall G lambda start star K,
  wellFormed G -> 0 < lambda -> isPolicy G start -> positiveAtDecisions G start ->
  isPolicy G star -> expectedReturn G star = optimalReturn G -> (K > 0)%nat ->
  optimalReturn G
    - expectedReturn G (iterate (reverseSweep G (klRule G lambda)) K start)
  <= lambda / INR K
     * along G star (fun _ x => klAt G star start x) (horizon G) [].
Proof.
  intros G lambda start star K HG Hl Hstart Hpos Hstar Hopt HK.
  assert (0 < INR K) by (apply lt_0_INR; lia).
  pose proof (E6_reverse_rate G lambda start star HG Hl Hstart Hpos Hstar K _ _
    (node_root G)) as T. cbv zeta in T.
  fold (expectedReturn G star) in T. rewrite Hopt in T.
  apply Rmult_le_reg_l with (INR K); [assumption|].
  eapply Rle_trans; [exact T|]. apply Req_le. field. lra.
Qed.

(** E6, forward order or all turns at once: the bound gains the improvement of
    the values ahead of each history on the paths of [star]. *)
Theorem E6_forward_rate : forall G lambda start star,
  wellFormed G -> 0 < lambda -> isPolicy G start -> positiveAtDecisions G start ->
  isPolicy G star ->
  let pol := fun k => iterate (forwardSweep G (klRule G lambda)) k start in
  forall K n h, node G n h ->
  INR K * (value G star n h - value G (pol K) n h)
  <= lambda * along G star (fun _ x => klAt G star start x) n h
     + along G star (fun m x => mean (moves G x) (star x) (fun a =>
         value G (pol K) m (a :: x) - value G start m (a :: x))) n h.
Proof.
  intros G lambda start star HG Hl Hstart Hpos Hstar pol.
  assert (Inv : forall k, isPolicy G (pol k) /\ positiveAtDecisions G (pol k)).
  { induction k as [|k [IH1 IH2]]; [split; assumption|]. unfold pol. cbn [iterate].
    fold (pol k). split.
    - intros n h Hn. rewrite (forward_sweep_step G _ _ n h Hn).
      apply (kl_rule_keeps G lambda (pol k) n); assumption.
    - intros n h a Hn Hc Ha. rewrite (forward_sweep_step G _ _ n h Hn).
      apply (kl_rule_keeps G lambda (pol k) n); assumption. }
  intros K n h Hn.
  rewrite <- along_scal.
  apply (rate_forward G star pol (fun k x => lambda * klAt G star (pol k) x)); try assumption.
  - intros k. exact (proj1 (Inv k)).
  - intros k m x Hx. apply Rmult_le_pos; [lra|].
    destruct (Inv k) as [I1 I2]. apply (klAt_nonneg G star (pol k) m); assumption.
  - intros k m x Hx. destruct (Inv k) as [I1 I2].
    pose proof (kl_rule_three_point G lambda (pol k) star m x
      (actionValue G (pol k) m x) HG Hl I1 I2 Hstar Hx) as T.
    unfold klAt in *. unfold pol in *. cbn [iterate] in *. fold (pol k) in *.
    rewrite (forward_sweep_step G _ _ m x Hx). exact T.
  - intros k m x Hx. destruct (Inv k) as [I1 I2]. destruct (Inv (S k)) as [I3 _].
    pose proof (D3_forward_gain G (pol k) (pol (S k)) (fun _ _ => 0) HG I3) as D.
    specialize (fun H => D H m x Hx). rewrite along_zero, Rplus_0_r in D.
    apply D. clear m x Hx D. intros m x Hx. rewrite Rplus_0_r.
    pose proof (kl_rule_improves G lambda (pol k) m x (actionValue G (pol k) m x)
      HG Hl I1 I2 Hx) as Up.
    unfold pol in *. cbn [iterate] in *. fold (pol k) in *.
    rewrite (forward_sweep_step G _ _ m x Hx), value_step. exact Up.
Qed.
