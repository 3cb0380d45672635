(* MUTANT of claim D9: D9_kl_step_first_order with one change: a factor 2.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Advantage
  theorems.Improvement.
From SeeUPO Require Import theorems.SoftmaxGradient.
Open Scope R_scope.

Theorem D9_kl_step_first_order_mutant : forall menu (p A L : nat -> R),
  sum menu p = 1 -> mean menu p A = 0 ->
  derivable_pt_lim
    (fun t => mean menu (softmaxStep menu p (fun a => t * (A a / L a))) A) 0
    (mean menu p (fun a => 2 * A a * A a / L a)).
Proof.
  intros menu p A L Hp HA. set (w := fun a => A a / L a).
  set (N := fun t => sum menu (fun a => p a * exp (t * w a) * A a)).
  set (Z := fun t => sum menu (fun a => p a * exp (t * w a) * 1)).
  assert (DN : derivable_pt_lim N 0 (sum menu (fun a => p a * w a * A a)))
    by apply sum_exp_derivative.
  assert (DZ : derivable_pt_lim Z 0 (sum menu (fun a => p a * w a * 1)))
    by apply sum_exp_derivative.
  assert (Z0 : Z 0 = 1).
  { unfold Z. rewrite (sum_ext _ _ p); [exact Hp|].
    intros. rewrite Rmult_0_l, exp_0. ring. }
  assert (N0 : N 0 = 0).
  { unfold N. rewrite (sum_ext _ _ (fun a => p a * A a)); [exact HA|].
    intros. rewrite Rmult_0_l, exp_0. ring. }
  pose proof (derivable_pt_lim_div N Z 0 _ _ DN DZ) as D.
  rewrite Z0, N0 in D. specialize (D R1_neq_R0).
  replace (mean menu p (fun a => A a * A a / L a)) with
    ((sum menu (fun a => p a * w a * A a) * 1 - sum menu (fun a => p a * w a * 1) * 0)
     / Rsqr 1).
  - intros eps He. destruct (D eps He) as [d Hd]. exists d. intros t Ht Htd.
    specialize (Hd t Ht Htd). unfold div_fct in Hd.
    assert (E : forall t, mean menu (softmaxStep menu p (fun a => t * (A a / L a))) A = N t / Z t).
    { intros u.
      assert (EZ : sum menu (fun b => p b * exp (u * (A b / L b))) = Z u)
        by (apply sum_ext; intros; unfold w; ring).
      unfold mean, softmaxStep. rewrite EZ. unfold N, Rdiv.
      rewrite (Rmult_comm (sum _ _) (/ Z u)), <- sum_scal.
      apply sum_ext. intros a _. unfold w, Rdiv. ring. }
    rewrite !E. exact Hd.
  - unfold Rsqr, mean.
    rewrite (sum_ext _ (fun a => p a * (A a * A a / L a)) (fun a => p a * w a * A a))
      by (intros; unfold w, Rdiv; ring).
    field.
Qed.
