(* MUTANT of claim C1: C1_residual_nonneg with one change: the residual is always positive.
   This file must NOT compile.  Expected error, inside the proof: "unable to unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Sequential theorems.MultiTurnBaseline theorems.Improvement.
From SeeUPO Require Import theorems.Clip.
Open Scope R_scope.

Theorem C1_residual_nonneg_mutant : forall eps rho m, 0 < clipResidual eps rho m.
Proof. intros. apply Rmax_l. Qed.
