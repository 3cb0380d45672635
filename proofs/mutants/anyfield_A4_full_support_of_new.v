(* MUTANT of claim A4: A4_with_joint_advantage_any_field with one change:
   full support of the new policy, not of the one that samples.
   This file must NOT compile.  Expected error, inside the proof: "No applicable tactic". *)
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

Theorem A4_with_joint_advantage_any_field_mutant : forall G old cand new p n,
  wellFormed G -> isPolicy G old -> isPolicy G cand -> isPolicy G new ->
  fullSupport G new -> (p + n.+1)%N = horizon G ->
  expect G old (horizon G) [::] (fun path =>
    (ratioAt cand old n path - 1) * suffixRatio new old n path
    * jointAdvantage G old path)
  = expectedReturn G (threePart p old cand new)
    - expectedReturn G (threePart p old old new).
Proof.
move=> G old cand new p n HG Ho Hcand Hnew Hfull Hpn.
by apply: (A4_sequential_advantage_any_field (fun _ => expectedReturn G old));
  rewrite //; apply: full_support_covers.
Qed.

End Mutant.
