(* MUTANT of claim A5: A5_carried_mean_any_field with one change:
   the new policy may play moves that the samples never show.
   This file must NOT compile.  Expected error, inside the proof: "The LHS of (change_of_measure _ Hc Hn)". *)
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

Theorem A5_carried_mean_any_field_mutant : forall G old new n h,
  wellFormed G -> isPolicy G new -> covers G new new -> node G n h ->
  expect G old n h (carriedAdvantage G new old n) =
  value G new n h - expectedReturn G old.
Proof.
move=> G old new n h HG Hp Hc; rewrite -[n in node _ n]addn0 => Hn.
rewrite (expect_ext _ (fun path _ => A5_carried_is_product_any_field G old new n path)).
by rewrite (change_of_measure _ Hc Hn) expect_sub (expect_const _ HG Hp Hn).
Qed.

End Mutant.
