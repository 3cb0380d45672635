(* MUTANT of claim D2: D2_forward_no_history_loses_any_field with one change:
   every history gains strictly.
   This file must NOT compile.  Expected error, inside the proof: "Cannot apply lemma le_trans". *)
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

Theorem D2_forward_no_history_loses_any_field_mutant : forall G U D old new,
  wellFormed G -> isPolicy G new ->
  driftAndNeighbourhood G U D old -> mirrorStep G U D old new ->
  forall n h, node G n h -> value G old n h < value G new n h.
Proof.
move=> G U D old new HG Hnew HD Hm n h Hn.
apply: le_trans (D3_forward_gain_any_field (D := fun n h => D n h (new h)) HG Hnew _ Hn);
  last by move=> m h'; apply: mirror_step_gains HD Hm.
rewrite ler_addl; apply: along_ge0 => // m h' Hn'.
have [_ [_ Hpos]] := HD m h' Hn'.
by apply: Hpos; case: (Hm m h' Hn').
Qed.

End Mutant.
