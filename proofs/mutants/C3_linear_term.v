(* MUTANT of claim C3: C3_squared_distance_is_valid_drift with one change: a linear term is added, so the slope is not zero.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas.
From SeeUPO Require Import theorems.Drifts.
Open Scope R_scope.

Theorem C3_squared_distance_is_valid_drift_mutant : forall menu p,
  validDrift (isDist menu) p (fun q => squaredDistance menu p q + (q 0%nat - p 0%nat)).
Proof.
  intros menu p. unfold squaredDistance.
  split; [|split].
  - intros q _. apply sum_nonneg. intros. apply square_nonneg.
  - rewrite (sum_ext _ _ (fun _ => 0)) by (intros; ring). apply sum_zero.
  - intros q _. apply quadratic_is_flat with (sum menu (fun a => (q a - p a) * (q a - p a))).
    + apply sum_nonneg. intros. apply square_nonneg.
    + intros s _. rewrite <- sum_scal. apply Req_le. apply sum_ext. intros.
      unfold towards. ring.
Qed.
