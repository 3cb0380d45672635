(* MUTANT of claim D1: D1_forward_sweep_improves_any_field with one change:
   the neighbourhood holds the new policy, not the old one.
   This file must NOT compile.  Expected error, inside the proof: "Cannot apply lemma D2_forward_no_history_loses_any_field". *)
(* mathcomp itself gives these warnings *)
Set Warnings "-notation-overridden,-ambiguous-paths".
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From mathcomp Require Import order ssralg ssrnum.
From SeeUPO Require Import anyfield.Model anyfield.Steps anyfield.Averages.
From SeeUPO Require Import anyfield.Improvement.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.Theory GRing.Theory Num.Theory.
Open Scope ring_scope.

Section Mutant.
Variable F : realFieldType.
Implicit Types (G : game F) (old new cand pol : policy F).
Implicit Types (U : history -> dist F -> Prop) (D : nat -> history -> dist F -> F).

Theorem D1_forward_sweep_improves_any_field_mutant : forall G U D old new,
  wellFormed G -> isPolicy G new ->
  driftAndNeighbourhood G U D new -> mirrorStep G U D old new ->
  expectedReturn G old <= expectedReturn G new.
Proof.
move=> G U D old new HG Hnew HD Hm.
exact: D2_forward_no_history_loses_any_field HG Hnew HD Hm _ _ (node_root G).
Qed.

End Mutant.
