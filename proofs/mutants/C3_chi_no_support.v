(* MUTANT of claim C3: C3_chi_squared_is_valid_drift with one change: the current weights are not positive.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas.
From SeeUPO Require Import theorems.Drifts.
Open Scope R_scope.

Theorem C3_chi_squared_is_valid_drift_mutant : forall menu p,
  (forall a, In a menu -> p a <= 0) ->
  validDrift (isDist menu) p (chiSquared menu p).
Proof.
  intros menu p Hp. unfold chiSquared.
  assert (Pos : forall q : dist, forall a, In a menu -> 0 <= (q a - p a) * (q a - p a) / p a).
  { intros q a Ha. apply Rmult_le_pos; [apply square_nonneg|].
    left. apply Rinv_0_lt_compat, Hp, Ha. }
  split; [|split].
  - intros q _. apply sum_nonneg, Pos.
  - rewrite (sum_ext _ _ (fun _ => 0)); [apply sum_zero|].
    intros a Ha. unfold Rdiv. ring.
  - intros q _.
    apply quadratic_is_flat with (sum menu (fun a => (q a - p a) * (q a - p a) / p a)).
    + apply sum_nonneg, Pos.
    + intros s _. rewrite <- sum_scal. apply Req_le. apply sum_ext. intros a Ha.
      unfold towards. field. specialize (Hp a Ha). lra.
Qed.
