(* MUTANT of claim C2: C2_kl_is_valid_drift with one change: the current distribution may lack support.
   This file must NOT compile.  Expected error, inside the proof: "No such assumption". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas.
From SeeUPO Require Import theorems.Drifts.
Open Scope R_scope.

Theorem C2_kl_is_valid_drift_mutant : forall menu p,
  isDist menu p -> (forall a, In a menu -> 0 <= p a) ->
  validDrift (isDist menu) p (fun q => klDivergence menu q p).
Proof.
  intros menu p Hd Hp. split; [|split].
  - intros q Hq. apply kl_nonneg; assumption.
  - apply kl_self.
  - intros q Hq. destruct (C3_chi_squared_is_valid_drift menu p Hp) as [Pos _].
    apply quadratic_is_flat with (chiSquared menu p q); [apply Pos; exact Hq|].
    intros s Hs. apply Rle_trans with (chiSquared menu p (towards p q s)).
    + apply kl_le_chi_squared; try assumption. apply towards_isDist; [assumption..|lra].
    + apply Req_le. unfold chiSquared. rewrite <- sum_scal. apply sum_ext.
      intros a Ha. unfold towards. field. specialize (Hp a Ha). lra.
Qed.
