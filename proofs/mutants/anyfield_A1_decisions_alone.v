(* MUTANT of claim A1: A1_advantage_decomposition_any_field with one change:
   the advantages at the decisions alone, without the chance terms.
   This file must NOT compile.  Expected error, inside the proof: "The RHS of (advantages_telescope pol 0 Hr)". *)
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

Theorem A1_advantage_decomposition_any_field_mutant : forall G pol n h path,
  reaches G n h path ->
  reward G path - value G pol n h = pathSum (fun k h a => if chance G h is Some _ then 0 else advantage G pol k h a) 0 n path.
Proof.
by move=> G pol n h path Hr; rewrite -(advantages_telescope pol 0 Hr) addn0.
Qed.

End Mutant.
