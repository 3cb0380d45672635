(* MUTANT of claim E6': E6e_reverse_rate with one change: a quarter of the bound.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia Ranalysis Rsqrt_def.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Improvement
  theorems.Optimality theorems.Drifts theorems.Rates.
From SeeUPO Require Import theorems.EuclideanRate.
Open Scope R_scope.

Theorem E6e_reverse_rate_mutant : forall G lambda (pol : nat -> policy) star,
  wellFormed G -> 0 < lambda -> isPolicy G star ->
  (forall k, isPolicy G (pol k)) ->
  (forall k n h, node G (S n) h -> chance G h = None ->
     isArgmax (isDist (moves G h))
       (euclideanObjective (moves G h) lambda (pol k h) (actionValue G (pol (S k)) n h))
       (pol (S k) h)) ->
  forall K n h, node G n h ->
  INR K * (value G star n h - value G (pol K) n h)
  <= lambda / 8 * along G star (fun _ x => squaredDistanceAt G star (pol 0%nat) x) n h.
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
