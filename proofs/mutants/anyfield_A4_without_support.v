(* MUTANT of claim A4: A4_sequential_advantage_any_field with one change:
   the candidate may play moves that the samples never show.
   This file must NOT compile.  Expected error, inside the proof: "The LHS of (reweigh _ Hcc Hn)". *)
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

Theorem A4_sequential_advantage_any_field_mutant : forall G old cand new p n b,
  wellFormed G -> isPolicy G old -> isPolicy G cand -> isPolicy G new ->
  covers G cand cand -> covers G old new ->
  (p + n.+1)%N = horizon G ->
  expect G old (horizon G) [::] (fun path =>
    (ratioAt cand old n path - 1) * suffixRatio new old n path
    * (reward G path - b (drop n.+1 path)))
  = expectedReturn G (threePart p old cand new)
    - expectedReturn G (threePart p old old new).
Proof.
move=> G old cand new p n b HG Ho Hcand Hnew Hcc Hcn Hpn.
rewrite !(value_threePart _ _ _ Hpn) -expect_sub -[horizon G]Hpn expect_app.
apply: expect_ext => h Hr.
have Hn : node G n.+1 h by apply: node_reaches Hr; rewrite Hpn node_root.
pose gain a := actionValue G new n h a - b h.
rewrite [LHS]/= (@mean_ext _ _ _ _ (fun a => ratio cand old h a * gain a - gain a)).
  rewrite mean_sub (reweigh _ Hcc Hn) !mean_sub.
  rewrite !mean_const ?(policy_dist HG Ho Hn) ?(policy_dist HG Hcand Hn) //.
  by rewrite opprB addrA subrK.
move=> a Ha; have Hc := node_child Hn Ha; rewrite -[n in node _ n]addn0 in Hc.
rewrite (@expect_ext _ _ _ _ _ _ (fun path => (ratio cand old h a - 1) *
  (suffixRatio new old n path * (reward G path - b h)))).
  rewrite expect_scal (change_of_measure _ Hcn Hc) expect_sub.
  by rewrite (expect_const _ HG Hnew Hc) mulrBl mul1r.
move=> path Hp; have E := reaches_drop Hp.
by rewrite /ratioAt E -add1n -drop_drop E /= drop0 mulrA.
Qed.

End Mutant.
