(* MUTANT of claim A2: A2_centring_any_field with one change:
   the average over the moves of another policy.
   This file must NOT compile.  Expected error, inside the proof: "The LHS of subrr". *)
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

Theorem A2_centring_any_field_mutant : forall G pol new n h,
  isDist (moves G h) (new h) ->
  mean (moves G h) (new h) (advantage G pol n h) = 0.
Proof. by move=> G pol new n h Hd; rewrite mean_sub mean_const // subrr. Qed.

End Mutant.
