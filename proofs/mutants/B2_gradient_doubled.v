(* MUTANT of claim B2: gradient_is_derivative with one change: twice the gradient.
   This file must NOT compile.  Expected error, inside the proof: "unable to unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Group.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.GroupEstimators.
Open Scope R_scope.

Theorem gradient_is_derivative_mutant : forall menu (p : R -> dist) (dp r : nat -> R) x,
  (forall t, sum menu (p t) = 1) ->
  (forall a, In a menu -> p x a <> 0) ->
  (forall a, In a menu -> derivable_pt_lim (fun t => p t a) x (dp a)) ->
  let s := fun a => dp a / p x a in
  mean menu (p x) s = 0 /\
  derivable_pt_lim (fun t => mean menu (p t) r) x (2 * gradient menu (p x) s r).
Proof.
  intros menu p dp r x Hone Hne Hd s.
  assert (Sum : forall l c, (forall a, In a l -> In a menu) ->
    derivable_pt_lim (fun t => sum l (fun a => p t a * c a)) x
      (sum l (fun a => dp a * c a))).
  { induction l as [|a l IH]; intros c Hl; cbn [sum].
    - apply derivable_pt_lim_const.
    - apply (derivable_pt_lim_plus (fun t => p t a * c a) _ x _ _).
      + replace (dp a * c a) with (dp a * c a + p x a * 0) by ring.
        apply (derivable_pt_lim_mult (fun t => p t a) (fun _ => c a)).
        * apply Hd, Hl. left. reflexivity.
        * apply derivable_pt_lim_const.
      + apply IH. intros b Hb. apply Hl. right. exact Hb. }
  assert (Hs : forall c, mean menu (p x) (fun a => s a * c a) = sum menu (fun a => dp a * c a)).
  { intros c. apply sum_ext. intros a Ha. unfold s. field. apply Hne, Ha. }
  split.
  - rewrite (mean_ext _ _ _ (fun a => s a * 1)) by (intros; ring). rewrite Hs.
    apply (uniqueness_limite (fun _ : R => 1) x).
    + intros eps He. destruct (Sum menu (fun _ => 1) (fun a H => H) eps He) as [d Hd'].
      exists d. intros t Ht Htd. specialize (Hd' t Ht Htd).
      rewrite !(sum_ext _ (fun a => p _ a * 1) (p _)) in Hd' by (intros; ring).
      rewrite !Hone in Hd'. exact Hd'.
    + apply derivable_pt_lim_const.
  - unfold gradient. rewrite Hs. apply Sum. auto.
Qed.
