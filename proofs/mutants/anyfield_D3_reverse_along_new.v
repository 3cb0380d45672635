(* MUTANT of claim D3: D3_reverse_gain_any_field with one change:
   the drifts are added up along the NEW policy.
   This file must NOT compile.  Expected error, inside the proof: "The RHS of mean_add". *)
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

Theorem D3_reverse_gain_any_field_mutant : forall G old new (D : nat -> history -> F),
  wellFormed G -> isPolicy G old ->
  (forall n h, node G n.+1 h ->
     mean (moves G h) (old h) (actionValue G new n h) + D n h
     <= mean (moves G h) (new h) (actionValue G new n h)) ->
  forall n h, node G n h ->
  value G old n h + along G new D n h <= value G new n h.
Proof.
move=> G old new D HG Ho Hstep n; elim: n => [|n IH] h Hn; first by rewrite addr0.
apply: le_trans (Hstep n h Hn); rewrite /value /= addrCA addrC ler_add2r -mean_add.
apply: mean_le (policy_dist HG Ho Hn) _ => a Ha.
by apply: IH; apply: node_child.
Qed.

End Mutant.
