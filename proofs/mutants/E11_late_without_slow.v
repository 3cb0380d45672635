(* MUTANT of claim E11: growth_undone with one change: m sweeps of growth make good d sweeps at the floor, only not d + 1.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange definitions.StopOrGo.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.KLRate
  theorems.FlooredRun theorems.FloorStep theorems.ClipNoise theorems.StopOrGo.
From SeeUPO Require Import theorems.DepthCost.
Open Scope R_scope.

Section Mutant.
Variables low high : R.
Variables m d : nat.
Hypothesis low_ok : 0 < low < 1.
Hypothesis high_ok : 0 < high.
Hypothesis d_ok : (0 < d)%nat.
Hypothesis slow : (1 + high) ^ m * (1 - low) ^ S d <= 1.

Lemma growth_undone_mutant : forall L, (1 + high) ^ (m * L / d) * (1 - low) ^ L <= 1.
Proof.
  intros L. set (q := (m * L / d)%nat).
  assert (Hq : (q * d <= m * L)%nat) by (unfold q; rewrite Nat.mul_comm; apply Nat.mul_div_le; lia).
  set (x := (1 + high) ^ q * (1 - low) ^ L).
  assert (X0 : 0 <= x) by (apply Rmult_le_pos; apply pow_le; lra).
  assert (Xd : x ^ d <= 1).
  { unfold x. rewrite Rpow_mult_distr, <- !pow_mult.
    apply Rle_trans with ((1 + high) ^ (m * L) * (1 - low) ^ (d * L)).
    - rewrite (Nat.mul_comm L d). apply Rmult_le_compat_r; [apply pow_le; lra|].
      apply Rle_pow; [lra|exact Hq].
    - rewrite !pow_mult, <- Rpow_mult_distr.
      apply Rle_trans with (1 ^ L); [|rewrite pow1; lra]. apply pow_incr.
      split; [apply Rmult_le_pos; apply pow_le; lra|exact slow]. }
  destruct (Rle_lt_dec x 1) as [H|H]; [exact H|exfalso].
  pose proof (Rlt_pow_R1 x d H d_ok). lra.
Qed.

End Mutant.
