(* MUTANT of claim C1: C1_min_form with one change: the residual is added instead of taken away.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Sequential theorems.MultiTurnBaseline theorems.Improvement.
From SeeUPO Require Import theorems.Clip.
Open Scope R_scope.

Theorem C1_min_form_mutant : forall eps rho m,
  clipped eps rho m = rho * m + clipResidual eps rho m.
Proof.
  intros. unfold clipped, clipResidual. rewrite Rmult_minus_distr_r.
  unfold Rmin, Rmax at 1. destruct (Rle_dec _ _), (Rle_dec _ _); lra.
Qed.
