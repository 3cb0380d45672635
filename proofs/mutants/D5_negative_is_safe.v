(* MUTANT of claim D5: D5_nonnegative_surrogate_is_safe with one change: slightly negative surrogates are accepted.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Sequential.
From SeeUPO Require Import theorems.JointRatio.
Open Scope R_scope.

Corollary D5_nonnegative_surrogate_is_safe_mutant : forall G eps old new,
  wellFormed G -> isPolicy G old -> isPolicy G new -> covers G old new ->
  -1/100 <= jointRatioSurrogate G eps old new ->
  expectedReturn G old <= expectedReturn G new.
Proof.
  intros G eps old new HG Ho Hnew Hc Hs.
  pose proof (D5_joint_ratio_minorant G eps old new HG Ho Hnew Hc). lra.
Qed.
