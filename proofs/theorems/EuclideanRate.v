(** Claim E6' (this project): the exact mirror step with the squared Euclidean
    drift exists, is unique, and has the same finite-time rate as KL, from any
    start (no full support needed).
    Regime: full information, exact expectations, reverse order; chance nodes
    anywhere. *)
From Coq Require Import Reals List Lra Lia Ranalysis Rsqrt_def.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Improvement
  theorems.Optimality theorems.Drifts theorems.Rates.
Open Scope R_scope.

(** ** The projection onto the simplex *)

Definition cut (y : nat -> R) (tau : R) : dist := fun a => Rmax 0 (y a - tau).

Lemma cut_sum_continuous : forall menu y, continuity (fun t => sum menu (cut y t)).
Proof.
  intros menu y. induction menu as [|a menu IH]; cbn [sum].
  - apply continuity_const. intros u v. reflexivity.
  - apply (continuity_plus (fun t => cut y t a) (fun t => sum menu (cut y t))); [|exact IH].
    assert (E : forall t, cut y t a = / 2 * ((y a - t) + Rabs (y a - t))).
    { intros t. unfold cut, Rmax. destruct (Rle_dec 0 (y a - t)) as [H|H].
      - rewrite Rabs_right by lra. lra.
      - rewrite Rabs_left by lra. lra. }
    assert (Lin : continuity (fun t => y a - t)).
    { apply (continuity_minus (fun _ => y a) (fun t => t)).
      - apply continuity_const. intros u v. reflexivity.
      - apply derivable_continuous, derivable_id. }
    assert (C : continuity (fun t => / 2 * ((y a - t) + Rabs (y a - t)))).
    { apply (continuity_scal (fun t => (y a - t) + Rabs (y a - t)) (/ 2)).
      apply (continuity_plus (fun t => y a - t) (fun t => Rabs (y a - t))); [exact Lin|].
      apply (continuity_comp (fun t => y a - t) Rabs); [exact Lin|exact Rcontinuity_abs]. }
    intros t eps He. destruct (C t eps He) as [d [Hd Hc]]. exists d. split; [exact Hd|].
    intros u Hu. specialize (Hc u Hu). simpl in *. unfold R_dist in *.
    rewrite !E. exact Hc.
Qed.

Lemma bounds_exist : forall (menu : list nat) (y : nat -> R),
  { b : R * R | fst b <= snd b /\ forall a, In a menu -> fst b <= y a <= snd b }.
Proof.
  induction menu as [|a menu IH]; intros y.
  - exists (0, 0). simpl. split; [lra|]. intros a [].
  - destruct (IH y) as [[lo hi] [Hl Hb]]. simpl in *.
    exists (Rmin lo (y a), Rmax hi (y a)). simpl.
    pose proof (Rmin_l lo (y a)). pose proof (Rmin_r lo (y a)).
    pose proof (Rmax_l hi (y a)). pose proof (Rmax_r hi (y a)).
    split; [lra|]. intros b [<-|Hin]; [lra|]. specialize (Hb b Hin). lra.
Qed.

(** The right level to cut at (a number that is computed from the menu). *)
Lemma level : forall menu y, menu <> [] -> { tau | isDist menu (cut y tau) }.
Proof.
  intros menu y Hne. destruct (bounds_exist menu y) as [[lo hi] [Hl Hb]]. simpl in *.
  assert (Low : 1 <= sum menu (cut y (lo - 1))).
  { destruct menu as [|a menu]; [congruence|]. cbn [sum].
    pose proof (Hb a (or_introl eq_refl)).
    assert (1 <= cut y (lo - 1) a)
      by (unfold cut; eapply Rle_trans; [|apply Rmax_r]; lra).
    assert (0 <= sum menu (cut y (lo - 1)))
      by (apply sum_nonneg; intros; apply Rmax_l).
    lra. }
  assert (High : sum menu (cut y hi) = 0).
  { rewrite (sum_ext _ _ (fun _ => 0)); [apply sum_zero|]. intros a Ha.
    specialize (Hb a Ha). apply Rmax_left. lra. }
  assert (Cont : continuity (fun t => sum menu (cut y t) - 1)).
  { apply (continuity_minus (fun t => sum menu (cut y t)) (fun _ => 1)).
    - apply cut_sum_continuous.
    - apply continuity_const. intros u v. reflexivity. }
  destruct (IVT_cor (fun t => sum menu (cut y t) - 1) (lo - 1) hi Cont) as [tau [_ Ht]].
  - lra.
  - rewrite High. nra.
  - exists tau. split; [intros; apply Rmax_l|]. lra.
Qed.

(** E6', existence of the projection: cutting every coordinate at the right
    level gives a distribution. *)
Theorem E6e_projection_exists : forall menu y, menu <> [] ->
  exists tau, isDist menu (cut y tau).
Proof. intros menu y Hne. destruct (level menu y Hne) as [tau H]. exists tau. exact H. Qed.

(** The cut is the nearest distribution to [y], in the sense of angles. *)
Lemma cut_obtuse : forall menu y tau c,
  isDist menu (cut y tau) -> isDist menu c ->
  sum menu (fun a => (c a - cut y tau a) * (y a - cut y tau a)) <= 0.
Proof.
  intros menu y tau c [_ Hq] [Hc Hcs].
  apply Rle_trans with (sum menu (fun a => tau * (c a - cut y tau a))).
  - apply sum_le. intros a Ha. specialize (Hc a Ha). unfold cut, Rmax.
    destruct (Rle_dec 0 (y a - tau)) as [H|H]; nra.
  - rewrite sum_scal, sum_sub, Hq, Hcs. lra.
Qed.

(** ** One step *)

(** Average value minus the drift (lambda / 2) * squared distance. *)
Definition euclideanObjective (menu : list nat) (lambda : R) (p : dist)
    (Q : nat -> R) (q : dist) : R :=
  mean menu q Q - lambda / 2 * squaredDistance menu p q.

(** The projection of p + Q / lambda has the three-point inequality. *)
Lemma projection_three_point : forall menu lambda p Q tau, 0 < lambda ->
  isDist menu (cut (fun a => p a + Q a / lambda) tau) ->
  let q := cut (fun a => p a + Q a / lambda) tau in
  forall c, isDist menu c ->
    euclideanObjective menu lambda p Q c + lambda / 2 * squaredDistance menu q c
    <= euclideanObjective menu lambda p Q q.
Proof.
  intros menu lambda p Q tau Hl Hd q c Hc.
  pose proof (cut_obtuse menu (fun a => p a + Q a / lambda) tau c Hd Hc) as O. fold q in O.
  apply Rmult_le_compat_l with (r := lambda) in O; [|lra].
  rewrite Rmult_0_r, <- sum_scal in O.
  assert (E : euclideanObjective menu lambda p Q c + lambda / 2 * squaredDistance menu q c
     - euclideanObjective menu lambda p Q q
     = sum menu (fun a => lambda * ((c a - q a) * (p a + Q a / lambda - q a)))).
  { unfold euclideanObjective, squaredDistance, mean. rewrite <- !sum_scal, <- !sum_sub.
    rewrite <- sum_add, <- sum_sub. apply sum_ext. intros. field. lra. }
  lra.
Qed.

Lemma euclidean_step : forall menu lambda p Q, menu <> [] -> 0 < lambda ->
  exists q, isDist menu q /\
    forall c, isDist menu c ->
      euclideanObjective menu lambda p Q c + lambda / 2 * squaredDistance menu q c
      <= euclideanObjective menu lambda p Q q.
Proof.
  intros menu lambda p Q Hne Hl.
  destruct (level menu (fun a => p a + Q a / lambda) Hne) as [tau Hd].
  exists (cut (fun a => p a + Q a / lambda) tau). split; [exact Hd|].
  apply (projection_three_point menu lambda p Q tau Hl Hd).
Qed.

Lemma projection_is_argmax : forall menu lambda p Q tau, 0 < lambda ->
  isDist menu (cut (fun a => p a + Q a / lambda) tau) ->
  isArgmax (isDist menu) (euclideanObjective menu lambda p Q)
    (cut (fun a => p a + Q a / lambda) tau).
Proof.
  intros menu lambda p Q tau Hl Hd. split; [exact Hd|]. intros c Hc.
  pose proof (projection_three_point menu lambda p Q tau Hl Hd c Hc) as H. cbv zeta in H.
  assert (0 <= squaredDistance menu (cut (fun a => p a + Q a / lambda) tau) c)
    by (apply sum_nonneg; intros; apply square_nonneg).
  nra.
Qed.

(** E6', existence: the Euclidean mirror step has an exact argmax. *)
Theorem E6e_argmax_exists : forall menu lambda p Q, menu <> [] -> 0 < lambda ->
  exists q, isArgmax (isDist menu) (euclideanObjective menu lambda p Q) q.
Proof.
  intros menu lambda p Q Hne Hl.
  destruct (level menu (fun a => p a + Q a / lambda) Hne) as [tau Hd].
  exists (cut (fun a => p a + Q a / lambda) tau).
  apply projection_is_argmax; assumption.
Qed.

(** Every exact argmax is that one, so it has the three-point inequality. *)
Lemma argmax_three_point : forall menu lambda p Q q c, menu <> [] -> 0 < lambda ->
  isArgmax (isDist menu) (euclideanObjective menu lambda p Q) q -> isDist menu c ->
  euclideanObjective menu lambda p Q c + lambda / 2 * squaredDistance menu q c
  <= euclideanObjective menu lambda p Q q.
Proof.
  intros menu lambda p Q q c Hne Hl [Hd Hmax] Hc.
  destruct (euclidean_step menu lambda p Q Hne Hl) as [r [Hr Hthree]].
  pose proof (Hmax r Hr) as M. pose proof (Hthree q Hd) as T.
  assert (Z : squaredDistance menu r q <= 0) by nra.
  assert (Same : forall a, In a menu -> q a = r a).
  { intros a Ha.
    pose proof (sum_ge_term menu (fun a => (q a - r a) * (q a - r a)) a Ha
      (fun b _ => square_nonneg (q b - r b))) as L. cbv beta in L.
    fold (squaredDistance menu r q) in L.
    assert (H : (q a - r a) * (q a - r a) = 0)
      by (pose proof (square_nonneg (q a - r a)); lra).
    apply Rmult_integral in H. lra. }
  replace (squaredDistance menu q c) with (squaredDistance menu r c).
  - specialize (Hthree c Hc). lra.
  - apply sum_ext. intros a Ha. rewrite (Same a Ha). reflexivity.
Qed.

(** ** The run *)

(** Squared distance at the decisions, nothing at chance histories. *)
Definition squaredDistanceAt (G : game) (star pol : policy) (h : history) : R :=
  match chance G h with
  | Some _ => 0
  | None => squaredDistance (moves G h) (pol h) (star h)
  end.

(** E6'.  In any run of exact Euclidean mirror steps in reverse order, from any
    start, the value after K sweeps is short of that of every comparison policy
    by at most lambda / (2 K) times the squared distances from the start, added
    up along the comparison policy's paths. *)
Theorem E6e_reverse_rate : forall G lambda (pol : nat -> policy) star,
  wellFormed G -> 0 < lambda -> isPolicy G star ->
  (forall k, isPolicy G (pol k)) ->
  (forall k n h, node G (S n) h -> chance G h = None ->
     isArgmax (isDist (moves G h))
       (euclideanObjective (moves G h) lambda (pol k h) (actionValue G (pol (S k)) n h))
       (pol (S k) h)) ->
  forall K n h, node G n h ->
  INR K * (value G star n h - value G (pol K) n h)
  <= lambda / 2 * along G star (fun _ x => squaredDistanceAt G star (pol 0%nat) x) n h.
Proof.
  intros G lambda pol star HG Hl Hstar Hpol Hstep K n h Hn.
  assert (Three : forall k c m x, node G (S m) x -> isPolicy G c ->
    mean (moves G x) (c x) (actionValue G (pol (S k)) m x)
    <= mean (moves G x) (pol (S k) x) (actionValue G (pol (S k)) m x)
       + (lambda / 2 * squaredDistanceAt G c (pol k) x
          - lambda / 2 * squaredDistanceAt G c (pol (S k)) x)).
  { intros k c m x Hx Hc. pose proof (Hc m x Hx) as A1.
    pose proof (Hpol (S k) m x Hx) as A2. pose proof (Hstep k m x Hx) as A3.
    destruct (HG m x Hx) as [Hne _].
    unfold squaredDistanceAt, admissible in *. destruct (chance G x).
    - rewrite (mean_dist_ext _ (c x) (pol (S k) x)); [lra|].
      intros a Ha. rewrite (A1 a Ha). symmetry. apply A2, Ha.
    - pose proof (argmax_three_point _ _ _ _ _ _ Hne Hl (A3 eq_refl) A1) as T.
      unfold euclideanObjective in T.
      assert (0 <= squaredDistance (moves G x) (pol k x) (pol (S k) x))
        by (apply sum_nonneg; intros; apply square_nonneg).
      nra. }
  rewrite <- along_scal.
  apply (rate_reverse G star pol (fun k x => lambda / 2 * squaredDistanceAt G star (pol k) x));
    try assumption.
  - intros k m x _. apply Rmult_le_pos; [lra|]. unfold squaredDistanceAt.
    destruct (chance G x); [lra|]. apply sum_nonneg. intros. apply square_nonneg.
  - intros k m x Hx. apply Three; assumption.
  - intros k m x Hx.
    pose proof (D3_reverse_gain G (pol k) (pol (S k)) (fun _ _ => 0) HG (Hpol k)) as D.
    specialize (fun H => D H m x Hx). rewrite along_zero, Rplus_0_r in D.
    apply D. clear m x Hx D. intros m x Hx. rewrite Rplus_0_r.
    pose proof (Three k (pol k) m x Hx (Hpol k)) as T.
    unfold squaredDistanceAt in T. destruct (chance G x); [lra|].
    assert (Zero : squaredDistance (moves G x) (pol k x) (pol k x) = 0).
    { unfold squaredDistance. rewrite (sum_ext _ _ (fun _ => 0)) by (intros; ring).
      apply sum_zero. }
    rewrite Zero in T.
    assert (0 <= squaredDistance (moves G x) (pol (S k) x) (pol k x))
      by (apply sum_nonneg; intros; apply square_nonneg).
    nra.
Qed.

(** ** The run exists, so the rate has no open hypothesis *)

Definition projected (menu : list nat) (y : nat -> R) : dist :=
  match menu with
  | [] => fun _ => 0
  | a :: rest =>
      cut y (proj1_sig (level (a :: rest) y (fun E => nil_cons (eq_sym E))))
  end.

Definition euclideanRule (G : game) (lambda : R) : updateRule :=
  decisionsOnly G (fun h p Q => projected (moves G h) (fun a => p a + Q a / lambda)).

(** E6', unconditional: the sweeps with the projection as the update rule. *)
Theorem E6e_projection_sweeps_rate : forall G lambda start star,
  wellFormed G -> 0 < lambda -> isPolicy G start -> isPolicy G star ->
  let pol := fun k => iterate (reverseSweep G (euclideanRule G lambda)) k start in
  forall K n h, node G n h ->
  INR K * (value G star n h - value G (pol K) n h)
  <= lambda / 2 * along G star (fun _ x => squaredDistanceAt G star start x) n h.
Proof.
  intros G lambda start star HG Hl Hstart Hstar pol.
  assert (Step : forall menu p Q, menu <> [] ->
    isArgmax (isDist menu) (euclideanObjective menu lambda p Q)
      (projected menu (fun a => p a + Q a / lambda))).
  { intros [|a menu] p Q Hne; [congruence|]. unfold projected.
    apply projection_is_argmax; [exact Hl|].
    apply (proj2_sig (level (a :: menu) _ (fun E => nil_cons (eq_sym E)))). }
  assert (Rule : forall old n h Q, isPolicy G old -> node G (S n) h ->
    admissible G h (euclideanRule G lambda h (old h) Q) /\
    (chance G h = None ->
     isArgmax (isDist (moves G h)) (euclideanObjective (moves G h) lambda (old h) Q)
       (euclideanRule G lambda h (old h) Q))).
  { intros old n h Q Ho Hn. pose proof (Ho n h Hn) as Ha.
    destruct (HG n h Hn) as [Hne _]. specialize (Step (moves G h) (old h) Q Hne).
    unfold admissible, euclideanRule, decisionsOnly in *. destruct (chance G h).
    - split; [exact Ha|discriminate].
    - split; [apply Step|intros _; exact Step]. }
  assert (Inv : forall k, isPolicy G (pol k)).
  { induction k as [|k IH]; [exact Hstart|]. unfold pol. cbn [iterate]. fold (pol k).
    intros n h Hn. rewrite (reverse_sweep_step G _ _ n h Hn).
    apply (Rule (pol k) n h); assumption. }
  apply (E6e_reverse_rate G lambda pol star HG Hl Hstar Inv).
  intros k n h Hn Hc. unfold pol. cbn [iterate]. fold (pol k).
  rewrite (reverse_sweep_step G _ _ n h Hn).
  apply (Rule (pol k) n h); [apply Inv|exact Hn|exact Hc].
Qed.
