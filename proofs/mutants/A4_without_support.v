(* MUTANT of claim A4: A4_sequential_advantage with one change: the candidate may play moves that the samples never show.
   This file must NOT compile.  Expected error, inside the proof: "cannot unify". *)
From Coq Require Import Reals List Lra Lia Arith.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Sequential.
Open Scope R_scope.

Theorem A4_sequential_advantage_mutant : forall G old cand new p n b,
  wellFormed G -> isPolicy G old -> isPolicy G cand -> isPolicy G new ->
  covers G cand cand -> covers G old new ->
  (p + S n = horizon G)%nat ->
  expect G old (horizon G) [] (fun path =>
    (ratioAt cand old n path - 1) * suffixRatio new old n path
    * (reward G path - b (skipn (S n) path)))
  = expectedReturn G (threePart p old cand new)
    - expectedReturn G (threePart p old old new).
Proof.
  intros G old cand new p n b HG Ho Hcand Hnew Hcc Hcn Hpn.
  rewrite !(value_threePart G p n) by exact Hpn.
  rewrite <- Hpn, expect_app, <- expect_sub.
  apply expect_ext. intros h Hr.
  assert (Hn : node G (S n) h).
  { apply (node_reaches G (S n) p []); [rewrite Hpn; apply node_root|exact Hr]. }
  cbn [expect].
  (* the sampled suffix, for one move a of the turn *)
  rewrite (mean_ext _ _ _ (fun a =>
    ratio cand old h a * (actionValue G new n h a - b h)
    - 1 * (actionValue G new n h a - b h))).
  - rewrite mean_sub, mean_scal, (reweigh G old cand n h _ Hcc Hn), !mean_sub.
    rewrite !mean_const.
    + ring.
    + apply (policy_dist G old n h HG Ho Hn).
    + apply (policy_dist G cand n h HG Hcand Hn).
  - intros a Ha.
    assert (Hn0 : node G (n + 0) (a :: h))
      by (rewrite Nat.add_0_r; apply node_child; assumption).
    rewrite (expect_ext _ _ _ _ _ (fun path =>
      (ratio cand old h a - 1) *
      (suffixRatio new old n path * (reward G path - b h)))).
    + rewrite expect_scal, (change_of_measure G old new n 0 _ _ Hcn Hn0).
      rewrite expect_sub, (expect_const G new n 0 _ _ HG Hnew Hn0).
      unfold actionValue, value. ring.
    + intros path Hp. pose proof (reaches_skipn _ _ _ _ Hp) as Hs.
      assert (Hs' : skipn (S n) path = h).
      { clear - Hs. revert path Hs. induction n as [|n IH]; intros path Hs.
        - simpl in Hs. subst. reflexivity.
        - destruct path as [|c path]; [discriminate|]. simpl in Hs.
          exact (IH path Hs). }
      unfold ratioAt. rewrite Hs, Hs'. ring.
Qed.
