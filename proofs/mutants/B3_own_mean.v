(* MUTANT of claim B3: B3_leave_one_out_unbiased with one change: the estimate
   uses the group's own mean.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Group.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.GroupEstimators.
Open Scope R_scope.

Corollary B3_leave_one_out_unbiased_mutant : forall menu p s r,
  sum menu p = 1 -> mean menu p s = 0 -> forall G, (G > 0)%nat ->
  groupMean menu p G (ownMeanEstimate s r) = gradient menu p s r.
Proof. intros. apply B3_other_baseline_unbiased; assumption. Qed.
