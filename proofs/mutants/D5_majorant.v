(* MUTANT of claim D5: D5_joint_ratio_minorant with one change: the gain has the wrong sign.
   This file must NOT compile.  Expected error, inside the proof: "Unable to unify". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Sequential.
From SeeUPO Require Import theorems.JointRatio.
Open Scope R_scope.

Theorem D5_joint_ratio_minorant_mutant : forall G eps old new,
  wellFormed G -> isPolicy G old -> isPolicy G new -> covers G old new ->
  jointRatioSurrogate G eps old new
  <= expectedReturn G old - expectedReturn G new.
Proof.
  intros G eps old new HG Ho Hnew Hc.
  assert (Root : node G (horizon G + 0) []) by (rewrite Nat.add_0_r; apply node_root).
  apply Rle_trans with (expect G old (horizon G) [] (fun path =>
    suffixRatio new old (horizon G) path * jointAdvantage G old path)).
  - apply (expect_le G old _ 0); try assumption.
    intros path _. apply Rmin_l.
  - rewrite (change_of_measure G old new _ 0 _ _ Hc Root).
    unfold jointAdvantage. rewrite expect_sub.
    rewrite (expect_const G new _ 0 _ _ HG Hnew Root).
    apply Rle_refl.
Qed.
