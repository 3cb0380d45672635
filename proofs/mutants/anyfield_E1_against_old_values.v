(* MUTANT of claim E1: E1_one_reverse_sweep_is_optimal_any_field with one change:
   the argmax is taken against the values of some other policy, as all turns at once do.
   This file must NOT compile.  Expected error, inside the proof: "Cannot apply lemma best". *)
(* mathcomp itself gives these warnings *)
Set Warnings "-notation-overridden,-ambiguous-paths".
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq.
From mathcomp Require Import order ssralg ssrnum.
From SeeUPO Require Import anyfield.Model anyfield.Steps anyfield.Averages.
From SeeUPO Require Import anyfield.Optimality.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.Theory GRing.Theory Num.Theory.
Open Scope ring_scope.

Section Mutant.
Variable F : realFieldType.
Implicit Types (G : game F) (old new cand pol : policy F).

Theorem E1_one_reverse_sweep_is_optimal_any_field_mutant : forall G old new,
  wellFormed G ->
  (forall n h, node G n.+1 h ->
     isArgmax (admissible G h)
       (fun q => mean (moves G h) q (actionValue G old n h)) (new h)) ->
  forall pol, isPolicy G pol ->
  forall n h, node G n h -> value G pol n h <= value G new n h.
Proof.
move=> G old new HG Hmax pol Hp n; elim: n => [|n IH] h Hn //.
apply: le_trans (_ : mean (moves G h) (pol h) (actionValue G new n h) <= _).
  apply: mean_le (policy_dist HG Hp Hn) _ => a Ha.
  by apply: IH; apply: node_child.
by have [_ best] := Hmax n h Hn; apply: best (Hp n h Hn).
Qed.

End Mutant.
