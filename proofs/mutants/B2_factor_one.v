(* MUTANT of claim B2: B2_own_mean_shrinks with one change: the factor
   (1 - 1/G) is 1, which is what "unbiased" would mean.
   This file must NOT compile.  Expected error, inside the proof: "not a valid field equation". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Group.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.GroupEstimators.
Open Scope R_scope.

Theorem B2_own_mean_shrinks_mutant : forall menu p s r,
  sum menu p = 1 -> mean menu p s = 0 -> forall G, (G > 0)%nat ->
  groupMean menu p G (ownMeanEstimate s r)
  = 1 * gradient menu p s r.
Proof.
  intros menu p s r p_dist score_centred G HG.
  assert (INR G <> 0) by (apply not_0_INR; lia).
  unfold groupMean.
  rewrite (draw_ext menu p G [] _ (fun xs =>
    / INR G * sum xs (fun x => s x * r x)
    - / INR G * / INR G * (sum xs s * sum xs r))).
  - rewrite expect_sub, !expect_scal, (draw_product menu p s r p_dist score_centred),
      (draw_sum menu p p_dist). simpl sum.
    unfold gradient. field. assumption.
  - intros xs Hl. simpl in Hl. rewrite Nat.add_0_r in Hl.
    unfold ownMeanEstimate, groupReward. rewrite Hl.
    rewrite (sum_ext _ _ (fun x => s x * r x - (sum xs r / INR G) * s x))
      by (intros; ring).
    rewrite sum_sub, sum_scal. field. assumption.
Qed.
