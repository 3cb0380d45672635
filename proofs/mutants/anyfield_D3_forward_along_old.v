(* MUTANT of claim D3: D3_forward_gain_any_field with one change:
   the drifts are added up along the OLD policy.
   This file must NOT compile.  Expected error, inside the proof: "The LHS of ler_add2r". *)
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

Theorem D3_forward_gain_any_field_mutant : forall G old new (D : nat -> history -> F),
  wellFormed G -> isPolicy G new ->
  (forall n h, node G n.+1 h ->
     value G old n.+1 h + D n h
     <= mean (moves G h) (new h) (actionValue G old n h)) ->
  forall n h, node G n h ->
  value G old n h + along G old D n h <= value G new n h.
Proof.
move=> G old new D HG Hnew Hstep n; elim: n => [|n IH] h Hn; first by rewrite addr0.
rewrite [along _ _ _ _ _]/= addrA.
apply: le_trans (_ : mean (moves G h) (new h) (fun a =>
  value G old n (a :: h) + along G old D n (a :: h)) <= _).
  by rewrite mean_add ler_add2r; apply: Hstep.
apply: mean_le (policy_dist HG Hnew Hn) _ => a Ha.
by apply: IH; apply: node_child.
Qed.

End Mutant.
