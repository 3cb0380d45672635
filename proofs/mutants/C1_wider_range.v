(* MUTANT of claim C1: C1_residual_zero_in_range with one change: a range wider than the clip's.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Sequential theorems.MultiTurnBaseline theorems.Improvement.
From SeeUPO Require Import theorems.Clip.
Open Scope R_scope.

Theorem C1_residual_zero_in_range_mutant : forall eps rho m,
  1 - eps <= rho <= 1 + 2 * eps -> clipResidual eps rho m = 0.
Proof.
  intros eps rho m [H1 H2]. unfold clipResidual, clip.
  rewrite (Rmin_left rho (1 + eps)) by exact H2.
  rewrite (Rmax_right (1 - eps) rho) by exact H1.
  rewrite Rminus_diag_eq, Rmult_0_l by reflexivity. apply Rmax_left. lra.
Qed.
