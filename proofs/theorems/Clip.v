(** Claims C1, D4, D12: the clipped surrogate.
    Regime: full information, exact expectations; the candidate gives weight
    only where the old policy does ([covers]). *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Sequential theorems.MultiTurnBaseline theorems.Improvement.
Open Scope R_scope.

(** C1, one sample.  The clipped surrogate is the plain product minus the
    residual, for any carried quantity [m], biased or not. *)
Theorem C1_min_form : forall eps rho m,
  clipped eps rho m = rho * m - clipResidual eps rho m.
Proof.
  intros. unfold clipped, clipResidual. rewrite Rmult_minus_distr_r.
  unfold Rmin, Rmax at 1. destruct (Rle_dec _ _), (Rle_dec _ _); lra.
Qed.

(** C1, one sample.  The residual is never negative, and it is zero (hence
    flat) while the ratio stays within the clip range. *)
Theorem C1_residual_nonneg : forall eps rho m, 0 <= clipResidual eps rho m.
Proof. intros. apply Rmax_l. Qed.

Theorem C1_residual_zero_in_range : forall eps rho m,
  1 - eps <= rho <= 1 + eps -> clipResidual eps rho m = 0.
Proof.
  intros eps rho m [H1 H2]. unfold clipResidual, clip.
  rewrite (Rmin_left rho (1 + eps)) by exact H2.
  rewrite (Rmax_right (1 - eps) rho) by exact H1.
  rewrite Rminus_diag_eq, Rmult_0_l by reflexivity. apply Rmax_left. lra.
Qed.

(** A menu is finite: a function that is positive on it has a positive lower
    bound. *)
Lemma positive_lower_bound : forall (l : list nat) f,
  (forall a, In a l -> 0 < f a) ->
  exists c, 0 < c /\ forall a, In a l -> c <= f a.
Proof.
  induction l as [|a l IH]; intros f H.
  - exists 1. split; [lra|]. intros b [].
  - destruct (IH f) as [c [Hc Hb]]; [intros b Hb; apply H; right; exact Hb|].
    exists (Rmin c (f a)). split.
    + apply Rmin_glb_lt; [exact Hc|]. apply H. left. reflexivity.
    + intros b [<-|Hin]; [apply Rmin_r|].
      eapply Rle_trans; [apply Rmin_l|apply Hb; exact Hin].
Qed.

Lemma dist_at_most_one : forall l q a, isDist l q -> In a l -> q a <= 1.
Proof.
  intros l q a [Hpos Hsum] Ha. rewrite <- Hsum.
  apply (sum_ge_term l q a Ha Hpos).
Qed.

(** C1: the residual, averaged at one history, is a valid drift in the sense of
    HAML, whatever the quantity [m] carried by the paths. *)
Theorem C1_clip_residual_is_valid_drift : forall G eps old m n h,
  wellFormed G -> isPolicy G old -> fullSupport G old -> node G (S n) h ->
  0 < eps ->
  validDrift (isDist (moves G h)) (old h) (clipDrift G eps old m n h).
Proof.
  intros G eps old m n h HG Ho Hfull Hn Heps.
  pose proof (policy_dist G old n h HG Ho Hn) as Hp.
  assert (Zero : forall q, (forall a, In a (moves G h) ->
      1 - eps <= q a / old h a <= 1 + eps) -> clipDrift G eps old m n h q = 0).
  { intros q Hq. unfold clipDrift. rewrite (mean_ext _ _ _ (fun _ => 0)).
    - apply mean_zero.
    - intros a Ha.
      rewrite (expect_ext _ _ _ _ _ (fun _ => 0)) by
        (intros; apply C1_residual_zero_in_range, Hq, Ha).
      apply (expect_const G old n 0); try assumption.
      rewrite Nat.add_0_r. apply node_child; assumption. }
  split; [|split].
  - intros q _. apply mean_nonneg; [apply Hp|]. intros a Ha.
    apply (expect_nonneg G old n 0); try assumption.
    + rewrite Nat.add_0_r. apply node_child; assumption.
    + intros. apply C1_residual_nonneg.
  - apply Zero. intros a Ha. pose proof (Hfull n h a Hn Ha) as Hpos.
    unfold Rdiv. rewrite Rinv_r; lra.
  - intros q Hq eta Heta.
    destruct (positive_lower_bound (moves G h) (old h)) as [c [Hc Hb]];
      [intros a Ha; apply (Hfull n h a Hn Ha)|].
    exists (eps * c). split; [apply Rmult_lt_0_compat; assumption|].
    intros s [Hs Hlt]. rewrite Zero; [apply Rmult_le_pos; lra|].
    intros a Ha. pose proof (Hb a Ha) as Hba.
    pose proof (dist_at_most_one _ _ a Hq Ha). pose proof (proj1 Hq a Ha).
    pose proof (dist_at_most_one _ _ a Hp Ha).
    assert (E : towards (old h) q s a / old h a = 1 + s * (q a - old h a) / old h a)
      by (unfold towards; field; lra).
    rewrite E.
    assert (B : s <= eps * old h a) by nra.
    assert (L : - (eps * old h a) <= s * (q a - old h a) <= eps * old h a) by nra.
    split.
    + assert (- eps <= s * (q a - old h a) / old h a); [|lra].
      apply Rmult_le_reg_r with (old h a); [lra|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
    + assert (s * (q a - old h a) / old h a <= eps); [|lra].
      apply Rmult_le_reg_r with (old h a); [lra|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.

(** At one history the exact clipped objective is the average of [m] under the
    candidate minus the clip drift. *)
Lemma clipped_objective_split : forall G eps old m n h q,
  (forall a, In a (moves G h) -> old h a = 0 -> q a = 0) ->
  clippedObjective G eps old m n h q =
  mean (moves G h) q (fun a => expect G old n (a :: h) m)
  - clipDrift G eps old m n h q.
Proof.
  intros G eps old m n h q Hq. unfold clippedObjective, clipDrift, mean.
  rewrite <- sum_sub. apply sum_ext. intros a Ha.
  rewrite (expect_ext _ _ _ _ _ (fun path =>
    q a / old h a * m path - clipResidual eps (q a / old h a) (m path)))
    by (intros; apply C1_min_form).
  rewrite expect_sub, expect_scal.
  destruct (Req_dec (old h a) 0) as [Z|Z].
  - rewrite Z, (Hq a Ha Z). ring.
  - field. exact Z.
Qed.

Lemma clip_drift_zero_at_old : forall G eps old m n h,
  wellFormed G -> isPolicy G old -> node G (S n) h -> 0 <= eps ->
  clipDrift G eps old m n h (old h) = 0.
Proof.
  intros G eps old m n h HG Ho Hn Heps. unfold clipDrift, mean.
  rewrite (sum_ext _ _ (fun _ => 0)); [apply sum_zero|]. intros a Ha.
  destruct (Req_dec (old h a) 0) as [Z|Z]; [rewrite Z; ring|].
  rewrite (expect_ext _ _ _ _ _ (fun _ => 0)).
  - rewrite (expect_const G old n 0); try assumption; [ring|].
    rewrite Nat.add_0_r. apply node_child; assumption.
  - intros. apply C1_residual_zero_in_range. unfold Rdiv. rewrite Rinv_r; lra.
Qed.

(** A candidate that does not lower the clipped objective gains at least the
    clip drift, if [m] averages to a value of the move minus something that
    does not depend on the move. *)
Lemma clipped_gain : forall G eps old new basis m c n h,
  wellFormed G -> isPolicy G old -> isPolicy G new -> covers G old new ->
  node G (S n) h -> 0 <= eps ->
  (forall a, In a (moves G h) ->
     expect G old n (a :: h) m = actionValue G basis n h a - c) ->
  clippedObjective G eps old m n h (old h)
    <= clippedObjective G eps old m n h (new h) ->
  mean (moves G h) (old h) (actionValue G basis n h)
    + clipDrift G eps old m n h (new h)
  <= mean (moves G h) (new h) (actionValue G basis n h).
Proof.
  intros G eps old new basis m c n h HG Ho Hnew Hc Hn Heps Hm Hle.
  rewrite !clipped_objective_split in Hle by (intros a Ha; try apply (Hc n h a Hn Ha); trivial).
  rewrite clip_drift_zero_at_old in Hle by assumption.
  assert (Plain : forall q, isDist (moves G h) q ->
    mean (moves G h) q (fun a => expect G old n (a :: h) m)
    = mean (moves G h) q (actionValue G basis n h) - c).
  { intros q [_ Hsum]. rewrite (mean_ext _ _ _ _ Hm), mean_sub, mean_const by exact Hsum.
    reflexivity. }
  rewrite !Plain in Hle.
  - lra.
  - apply (policy_dist G new n h HG Hnew Hn).
  - apply (policy_dist G old n h HG Ho Hn).
Qed.

(** D12, the practical condition (the sharpest form of Theorem 1 for
    SeeUPPO-GRAE).  One batch from the old policy, reverse order, carried
    advantages from the new suffix (Eqs. 6 to 8).  If at no history the exact
    clipped objective is lower at the new policy than at the old one - no
    argmax is needed - then at every history the value grows by at least the
    clip residuals along the old policy's paths. *)
Theorem D12_practical_condition : forall G eps old new,
  wellFormed G -> isPolicy G old -> isPolicy G new -> covers G old new ->
  0 <= eps ->
  (forall n h, node G (S n) h ->
     clippedObjective G eps old (carriedAdvantage G new old n) n h (old h)
     <= clippedObjective G eps old (carriedAdvantage G new old n) n h (new h)) ->
  forall n h, node G n h ->
  value G old n h
    + along G old (fun n h =>
        clipDrift G eps old (carriedAdvantage G new old n) n h (new h)) n h
  <= value G new n h.
Proof.
  intros G eps old new HG Ho Hnew Hc Heps Hstep.
  apply D3_reverse_gain; try assumption. intros n h Hn.
  apply (clipped_gain G eps old new new _ (expectedReturn G old)); try assumption.
  - intros a Ha. apply A5_carried_mean; try assumption. apply node_child; assumption.
  - apply Hstep. exact Hn.
Qed.

Lemma clip_drifts_nonneg : forall G eps old m pol (new : policy) n h,
  wellFormed G -> isPolicy G old -> isPolicy G pol -> node G n h ->
  0 <= along G pol (fun n h => clipDrift G eps old (m n) n h (new h)) n h.
Proof.
  intros G eps old m pol new n h HG Ho Hpol Hn.
  apply along_nonneg; try assumption. intros k h' Hn'.
  apply mean_nonneg; [apply (policy_dist G old k h' HG Ho Hn')|]. intros a Ha.
  apply (expect_nonneg G old k 0); try assumption.
  - rewrite Nat.add_0_r. apply node_child; assumption.
  - intros. apply C1_residual_nonneg.
Qed.

(** D12: hence no history loses value, and J does not fall. *)
Corollary D12_no_history_loses : forall G eps old new,
  wellFormed G -> isPolicy G old -> isPolicy G new -> covers G old new ->
  0 <= eps ->
  (forall n h, node G (S n) h ->
     clippedObjective G eps old (carriedAdvantage G new old n) n h (old h)
     <= clippedObjective G eps old (carriedAdvantage G new old n) n h (new h)) ->
  forall n h, node G n h -> value G old n h <= value G new n h.
Proof.
  intros G eps old new HG Ho Hnew Hc Heps Hstep n h Hn.
  pose proof (D12_practical_condition G eps old new HG Ho Hnew Hc Heps Hstep n h Hn).
  pose proof (clip_drifts_nonneg G eps old (carriedAdvantage G new old) old new n h HG Ho Ho Hn).
  lra.
Qed.

(** D4: PPO-clip with GRAE, all turns at once (per-turn ratios, no standard
    deviation, no discount).  The paper's table has no guarantee here; in the
    full-information exact regime the value falls at no history, and grows by
    at least the clip residuals along the NEW policy's paths. *)
Theorem D4_all_turns_at_once : forall G eps old new,
  wellFormed G -> isPolicy G old -> isPolicy G new -> covers G old new ->
  0 <= eps ->
  (forall n h, node G (S n) h ->
     clippedObjective G eps old (jointAdvantage G old) n h (old h)
     <= clippedObjective G eps old (jointAdvantage G old) n h (new h)) ->
  forall n h, node G n h ->
  value G old n h
    + along G new (fun n h =>
        clipDrift G eps old (jointAdvantage G old) n h (new h)) n h
  <= value G new n h.
Proof.
  intros G eps old new HG Ho Hnew Hc Heps Hstep.
  apply D3_forward_gain; try assumption. intros n h Hn. rewrite value_step.
  apply (clipped_gain G eps old new old _ (expectedReturn G old)); try assumption.
  - intros a Ha. apply joint_advantage_mean; assumption.
  - apply Hstep. exact Hn.
Qed.

Corollary D4_no_history_loses : forall G eps old new,
  wellFormed G -> isPolicy G old -> isPolicy G new -> covers G old new ->
  0 <= eps ->
  (forall n h, node G (S n) h ->
     clippedObjective G eps old (jointAdvantage G old) n h (old h)
     <= clippedObjective G eps old (jointAdvantage G old) n h (new h)) ->
  forall n h, node G n h -> value G old n h <= value G new n h.
Proof.
  intros G eps old new HG Ho Hnew Hc Heps Hstep n h Hn.
  pose proof (D4_all_turns_at_once G eps old new HG Ho Hnew Hc Heps Hstep n h Hn).
  pose proof (clip_drifts_nonneg G eps old (fun _ => jointAdvantage G old) new new n h HG Ho Hnew Hn).
  lra.
Qed.

(** An argmax over any set that contains the old distribution meets the
    condition of D4 and D12. *)
Lemma argmax_is_enough : forall (U : dist -> Prop) objective p q,
  U p -> isArgmax U objective q -> objective p <= objective q.
Proof. intros U objective p q HU [_ Hmax]. apply Hmax, HU. Qed.
