(* MUTANT of claim D9: D9_kl_step_never_downhill with one change: lengths may be negative.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Advantage
  theorems.Improvement.
From SeeUPO Require Import theorems.SoftmaxGradient.
Open Scope R_scope.

Theorem D9_kl_step_never_downhill_mutant : forall menu (p A L : nat -> R),
  isDist menu p -> (forall a, In a menu -> L a <> 0) ->
  0 <= mean menu p (fun a => A a * A a / L a).
Proof.
  intros menu p A L [Hp _] HL. apply mean_nonneg; [exact Hp|]. intros a Ha.
  apply Rmult_le_pos; [pose proof (Rle_0_sqr (A a)) as Q; exact Q|].
  left. apply Rinv_0_lt_compat, HL, Ha.
Qed.
