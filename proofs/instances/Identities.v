(** Closed instances of the identities (families A and B) on the game of
    ThreeLevel.v: every hypothesis is discharged, so none of the theorems is
    empty. *)
From Coq Require Import Reals List QArith Qreals Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.Group definitions.Rational.
From SeeUPO Require Import theorems.ExpectLemmas theorems.Advantage theorems.Sequential
  theorems.GroupEstimators theorems.MultiTurnBaseline.
From SeeUPO Require Import theorems.RationalBridge theorems.SweepCheck instances.ThreeLevel.
Open Scope R_scope.

Definition G3 : game := toGame game3.
Definition before : policy := toPolicy old3.
Definition after : policy := toPolicy new3.

Lemma covered3 : covers G3 before after.
Proof. apply full_support_covers, old3_full. Qed.

Lemma node_after_context : node G3 1 [1; 0]%nat.
Proof. split; [reflexivity|]. simpl. tauto. Qed.

Lemma node_context : node G3 2 [0]%nat.
Proof. split; [reflexivity|]. simpl. tauto. Qed.

Lemma path3 : reaches G3 2 [0]%nat [1; 1; 0]%nat.
Proof. exists 1%nat. split; [simpl; tauto|]. exists 1%nat. split; [simpl; tauto|reflexivity]. Qed.

Example A1_instance :
  reward G3 [1; 1; 0]%nat - value G3 before 2 [0]%nat
  = pathSum (decisionTerm G3 before) 0 2 [1; 1; 0]%nat
    + pathSum (chanceTerm G3 before) 0 2 [1; 1; 0]%nat.
Proof. apply A1_advantage_decomposition. exact path3. Qed.

Example A1_paper_setting_instance :
  reward G3 [1; 1; 0]%nat - value G3 before 2 [0]%nat
  = pathSum (decisionTerm G3 before) 0 2 [1; 1; 0]%nat.
Proof.
  apply (A1_paper_setting G3 before 2 0%nat); [|exact path3].
  intros [|a h] H; [congruence|reflexivity].
Qed.

Example A1_chance_instance :
  mean (moves G3 []) (after []) (chanceTerm G3 before 2 []) = 0.
Proof.
  apply (A1_chance_terms_centred G3 before after 2 []);
    [exact game3_ok|apply node_root|exact old3_ok|exact new3_ok].
Qed.

Example A2_instance :
  mean (moves G3 [0]%nat) (before [0]%nat) (advantage G3 before 1 [0]%nat) = 0.
Proof.
  apply A2_centring.
  apply (policy_dist G3 before 1 [0]%nat); [exact game3_ok|exact old3_ok|exact node_context].
Qed.

Example A3_instance :
  expectedReturn G3 after - expectedReturn G3 before
  = expect G3 after 3 [] (pathSum (decisionTerm G3 before) 0 3).
Proof. apply (A3_expected_return G3 before after game3_ok old3_ok new3_ok). Qed.

Example A4_instance :
  expect G3 before 3 [] (fun path =>
    (ratioAt after before 1 path - 1) * suffixRatio after before 1 path
    * jointAdvantage G3 before path)
  = expectedReturn G3 (threePart 1 before after after)
    - expectedReturn G3 (threePart 1 before before after).
Proof.
  apply (A4_with_joint_advantage G3 before after after 1 1);
    [exact game3_ok|exact old3_ok|exact new3_ok|exact new3_ok|exact old3_full|reflexivity].
Qed.

Example A4_telescope_instance :
  sum (seq 0 3) (fun p =>
    expectedReturn G3 (threePart p before after after)
    - expectedReturn G3 (threePart p before before after))
  = expectedReturn G3 after - expectedReturn G3 before.
Proof. exact (A4_turns_telescope G3 before after). Qed.

Example A5_product_instance :
  carriedAdvantage G3 after before 2 [1; 1; 0]%nat
  = suffixRatio after before 2 [1; 1; 0]%nat * jointAdvantage G3 before [1; 1; 0]%nat.
Proof. apply A5_carried_is_product. Qed.

Example A5_mean_instance :
  expect G3 before 1 [1; 0]%nat (carriedAdvantage G3 after before 1)
  = value G3 after 1 [1; 0]%nat - expectedReturn G3 before.
Proof.
  apply A5_carried_mean; [exact game3_ok|exact new3_ok|exact covered3|exact node_after_context].
Qed.

Example B1_instance :
  expect G3 before 1 [1; 0]%nat (fun path => reward G3 path - value G3 before 2 [0]%nat)
  = advantage G3 before 1 [0]%nat 1.
Proof.
  apply (B1_return_minus_value_unbiased G3 before 1 [0]%nat 1%nat);
    [exact game3_ok|exact old3_ok|exact node_context|simpl; tauto].
Qed.

Example B4_instance :
  expect G3 before 1 [1; 0]%nat (jointAdvantage G3 before) - advantage G3 before 1 [0]%nat 1
  = value G3 before 2 [0]%nat - expectedReturn G3 before.
Proof.
  apply (B4_offset_depends_on_history_only G3 before 1 [0]%nat 1%nat);
    [exact game3_ok|exact old3_ok|exact node_context|simpl; tauto].
Qed.

(** A score with mean zero at every history: the indicator of action 1 minus
    its probability. *)
Definition score3 : history -> nat -> R :=
  fun h a => (if Nat.eqb a 1 then 1 else 0) - before h 1%nat.

Lemma score3_centred : forall n h, node G3 (S n) h ->
  mean (moves G3 h) (before h) (score3 h) = 0.
Proof.
  intros n h Hn. destruct (policy_dist G3 before n h game3_ok old3_ok Hn) as [_ Hs].
  unfold mean, score3. simpl in *. nra.
Qed.

Example B4a_instance :
  mean (moves G3 [0]%nat) (before [0]%nat) (fun a =>
    score3 [0]%nat a * expect G3 before 1 (a :: [0]%nat) (jointAdvantage G3 before))
  = mean (moves G3 [0]%nat) (before [0]%nat) (fun a =>
    score3 [0]%nat a * advantage G3 before 1 [0]%nat a).
Proof.
  apply B4a_reinforce_direction;
    [exact game3_ok|exact old3_ok|exact node_context|apply (score3_centred 1), node_context].
Qed.

Example B4a_all_turns_instance :
  expect G3 before 3 [] (fun path =>
    pathSum (fun _ => score3) 0 3 path * jointAdvantage G3 before path)
  = along G3 before (fun n h =>
      mean (moves G3 h) (before h) (fun a => score3 h a * advantage G3 before n h a)) 3 [].
Proof. exact (B4a_reinforce_all_turns G3 before score3 game3_ok old3_ok score3_centred). Qed.

(** A bandit with three responses, for the group estimates: groups of 2. *)
Definition bandit : list nat := [0; 1; 2]%nat.
Definition banditPolicy : dist := fun a => match a with O => 1/2 | _ => 1/4 end.
Definition banditScore : nat -> R := fun a => match a with O => 1 | _ => -1 end.
Definition banditReward : nat -> R := fun a => match a with O => 3 | 1%nat => 1 | _ => 0 end.

Lemma bandit_dist : sum bandit banditPolicy = 1.
Proof. simpl. lra. Qed.
Lemma bandit_centred : mean bandit banditPolicy banditScore = 0.
Proof. unfold mean. simpl. lra. Qed.
Lemma bandit_gradient : gradient bandit banditPolicy banditScore banditReward = 5 / 4.
Proof. unfold gradient, mean. simpl. lra. Qed.

(** Half of the gradient 5/4, not 5/4. *)
Example B2_instance :
  groupMean bandit banditPolicy 2 (ownMeanEstimate banditScore banditReward) = 5 / 8.
Proof.
  rewrite (B2_own_mean_shrinks bandit banditPolicy _ _ bandit_dist bandit_centred 2) by lia.
  rewrite bandit_gradient. simpl. lra.
Qed.

Example B3_instance :
  groupMean bandit banditPolicy 2 (leaveOneOutEstimate banditScore banditReward) = 5 / 4.
Proof.
  rewrite (B3_leave_one_out_unbiased bandit banditPolicy _ _ bandit_dist bandit_centred 2) by lia.
  exact bandit_gradient.
Qed.
