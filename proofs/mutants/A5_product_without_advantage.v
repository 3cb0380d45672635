(* MUTANT of claim A5: A5_carried_is_product with one change: the ratios are turned upside down.
   This file must NOT compile.  Expected error, inside the proof: "not a valid ring equation". *)
From Coq Require Import Reals List Lra Lia Arith.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Sequential.
Open Scope R_scope.

Theorem A5_carried_is_product_mutant : forall G new old n path,
  carriedAdvantage G new old n path =
  suffixRatio old new n path * jointAdvantage G old path.
Proof.
  intros G new old n path. induction n as [|n IH].
  - simpl. ring.
  - rewrite ratioAt_suffix. cbn [carriedAdvantage]. rewrite IH. ring.
Qed.
