(* MUTANT of claim A5: A5_carried_mean with one change: the baseline is V(h) instead of J.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia Arith.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Sequential.
Open Scope R_scope.

Theorem A5_carried_mean_mutant : forall G old new n h,
  wellFormed G -> isPolicy G new -> covers G old new -> node G n h ->
  expect G old n h (carriedAdvantage G new old n) =
  value G new n h - value G old n h.
Proof.
  intros G old new n h HG Hp Hc Hn.
  assert (Hn0 : node G (n + 0) h) by (rewrite Nat.add_0_r; exact Hn).
  rewrite (expect_ext _ _ _ _ _ (fun path =>
    suffixRatio new old n path * jointAdvantage G old path))
    by (intros; apply A5_carried_is_product).
  rewrite (change_of_measure G old new n 0 h _ Hc Hn0).
  unfold jointAdvantage. rewrite expect_sub.
  rewrite (expect_const G new n 0 h _ HG Hp Hn0). reflexivity.
Qed.
