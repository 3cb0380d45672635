(* MUTANT of claim E1: E1_greedy_sweep_any_field with one change:
   one greedy sweep of all turns at once.
   This file must NOT compile.  Expected error, inside the proof: "Cannot apply lemma value_greedy". *)
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

Theorem E1_greedy_sweep_any_field_mutant : forall G old, wellFormed G ->
  isPolicy G (greedyForward G old) /\
  forall pol, isPolicy G pol ->
  forall n h, node G n h -> value G pol n h <= value G (greedyForward G old) n h.
Proof.
move=> G old HG; split=> [n h Hn|].
  by have [ok _] := greedy_is_argmax
    (actionValue G old (horizon G - (size h).+1) h) HG Hn.
apply: (E1_one_reverse_sweep_is_optimal_any_field HG) => n h Hn.
have E q : mean (moves G h) q (actionValue G (greedyForward G old) n h)
         = mean (moves G h) q (fun a => greedyValue G n (a :: h)).
  apply: mean_ext => a _; apply: value_greedy.
  by rewrite /= -addSnnS; case/andP: Hn => /eqP.
have [ok best] := greedy_is_argmax (fun a => greedyValue G n (a :: h)) HG Hn.
rewrite /greedyForward (node_left Hn) -/(greedyForward G old).
by split=> // q Hq; rewrite !E; apply: best.
Qed.

End Mutant.
