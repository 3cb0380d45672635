(* MUTANT of claim C1: C1_clip_residual_is_valid_drift with one change: eps may be zero: then the residual is not flat.
   This file must NOT compile.  Expected error, inside the proof: "No such assumption". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Sequential theorems.MultiTurnBaseline theorems.Improvement.
From SeeUPO Require Import theorems.Clip.
Open Scope R_scope.

Theorem C1_clip_residual_is_valid_drift_mutant : forall G eps old m n h,
  wellFormed G -> isPolicy G old -> fullSupport G old -> node G (S n) h ->
  0 <= eps ->
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
