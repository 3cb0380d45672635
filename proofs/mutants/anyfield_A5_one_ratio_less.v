(* MUTANT of claim A5: A5_carried_is_product_any_field with one change:
   the product leaves out one turn.
   This file must NOT compile.  Expected error, inside the proof: "The LHS of ratioAt_suffix". *)
(* mathcomp itself gives these warnings *)
Set Warnings "-notation-overridden,-ambiguous-paths".
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From mathcomp Require Import order ssralg ssrnum.
From SeeUPO Require Import anyfield.Model anyfield.Steps anyfield.Averages.
From SeeUPO Require Import anyfield.Identities.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.Theory GRing.Theory Num.Theory.
Open Scope ring_scope.

Section Mutant.
Variable F : realFieldType.
Implicit Types (G : game F) (old new cand pol : policy F).

Theorem A5_carried_is_product_any_field_mutant : forall G old new n path,
  carriedAdvantage G new old n path =
  suffixRatio new old n.-1 path * jointAdvantage G old path.
Proof.
move=> G old new n path; elim: n => [|n IH]; first by rewrite mul1r.
by rewrite ratioAt_suffix [LHS]/= IH mulrA [ratioAt _ _ _ _ * _]mulrC.
Qed.

End Mutant.
