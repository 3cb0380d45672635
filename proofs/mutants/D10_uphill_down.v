(* MUTANT of claim D10: D10_one_history with one change: the step goes against the gradient.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Advantage
  theorems.Improvement.
From SeeUPO Require Import theorems.SoftmaxGradient.
Open Scope R_scope.

Theorem D10_one_history_mutant : forall menu theta f c,
  menu <> [] -> c <= 0 ->
  mean menu (softmax menu theta) f = 0 ->
  0 <= mean menu
         (softmax menu (fun a => theta a + c * softmax menu theta a * f a)) f.
Proof.
  intros menu theta f c Hne Hc Hf.
  destruct (softmax_pos menu theta Hne) as [Z Hpos].
  set (p := softmax menu theta) in *.
  set (theta' := fun a => theta a + c * p a * f a).
  destruct (softmax_pos menu theta' Hne) as [Z' _].
  set (S1 := sum menu (fun b => exp (theta b))) in *.
  set (S2 := sum menu (fun b => exp (theta' b))) in *.
  assert (E : mean menu (softmax menu theta') f
    = S1 / S2 * sum menu (fun a => p a * exp (c * p a * f a) * f a)).
  { unfold mean. rewrite <- sum_scal. apply sum_ext. intros a _.
    unfold softmax at 1. fold S2. unfold theta' at 1. rewrite exp_plus.
    assert (P : p a = exp (theta a) / S1) by reflexivity.
    replace (exp (theta a)) with (p a * S1) by (rewrite P; field; lra).
    field. lra. }
  rewrite E. apply Rmult_le_pos; [left; apply Rdiv_lt_0_compat; assumption|].
  rewrite <- Hf. apply sum_le. intros a _. specialize (Hpos a).
  (* f (e^{c p f} - 1) >= 0, whatever the sign of f *)
  pose proof (exp_ineq1_le (c * p a * f a)) as X1.
  pose proof (exp_ineq1_le (- (c * p a * f a))) as X2.
  pose proof (exp_pos (c * p a * f a)) as X3.
  rewrite exp_Ropp in X2.
  assert (X4 : / exp (c * p a * f a) * exp (c * p a * f a) = 1) by (apply Rinv_l; lra).
  assert (Hcp : 0 <= c * p a) by (apply Rmult_le_pos; lra).
  assert (0 <= f a * (exp (c * p a * f a) - 1)).
  { destruct (Rle_lt_dec 0 (f a)) as [F|F].
    - apply Rmult_le_pos; [exact F|].
      assert (0 <= c * p a * f a) by (apply Rmult_le_pos; assumption). lra.
    - assert (c * p a * f a <= 0) by nra.
      assert (exp (c * p a * f a) <= 1).
      { rewrite <- exp_0. destruct H as [L | ->]; [left; apply exp_increasing; exact L|lra]. }
      nra. }
  nra.
Qed.
